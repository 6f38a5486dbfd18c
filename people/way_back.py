from urllib.parse import urlsplit


def page_before(request) -> str:
    """The page of this house that the person came from; "" when it is another's, or nobody knows."""
    before = urlsplit(request.headers.get("Referer", ""))
    ours = before.scheme in ("http", "https") and before.netloc == request.get_host()
    # A path that begins with two slashes would be the address of somebody else's page.
    return before.path if ours and not before.path.startswith("//") else ""
