"""What a terminal says when Tutti starts: who opens which address."""

import segno
from django.conf import settings
from django.urls import reverse

from people.accounts import start_link
from people.models import Organisation
from workshops import demo, doors
from workshops.models import Workshop

OPEN = ("prepared", "live")


def welcome(password: str) -> None:
    """Print console, projector and phone addresses of the workshop that is up next, and once how to sign in."""
    base = doors.base_urls()[0]
    print(f"\n  Tutti 合奏 {settings.VERSION} serves {base}\n")
    if not Organisation.objects.exists():
        print(f"  Nobody is here yet. Open this link to set up:\n  {start_link(base)}\n", flush=True)
        return
    workshop = Workshop.objects.filter(state__in=OPEN).select_related("room").order_by("-id").first()
    if password:
        print(f"  Sign in   {demo.EMAIL}   {password}   (printed once; change it under Members)\n")
    if workshop:
        announce(workshop, base)
    print("  Stop with Ctrl-C.\n", flush=True)


def announce(workshop: Workshop, base: str) -> None:
    phones = doors.join_url(doors.base_url(workshop), workshop)
    print(f"  Workshop  {workshop}")
    print(f"  Console   {base}{reverse('console', args=[workshop.public_id])}")
    print(f"  Projector {doors.projector_url(base, workshop)}")
    print(f"  Phones    {phones}   code {workshop.spoken_code}\n")
    segno.make(phones, error="l", micro=False).terminal(compact=True, border=2)
    print()
