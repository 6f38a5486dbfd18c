from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation, so nobody signs up alone."""

    def is_open_for_signup(self, request):
        return False
