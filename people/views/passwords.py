from django.contrib.auth.views import PasswordResetConfirmView
from django.urls import reverse_lazy

from people.models.account import PasswordReset


class PasswordLink(PasswordResetConfirmView):
    """Where a copied link leads: Django's own page, for links that were made here within a day."""

    template_name = "people/password_link.html"
    success_url = reverse_lazy("account_reset_password_from_key_done")

    def get_user(self, uidb64):
        user = super().get_user(uidb64)
        latest = user and PasswordReset.objects.filter(user=user).first()
        return user if latest and latest.is_fresh else None
