"""Every address of a room: whom it opens to, whom it does not, and that looking changes nothing."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.test import Client
from django.urls import get_resolver, reverse

from tests.workshops.conftest import member
from workshops import access, exchange
from workshops.models import Workshop

pytestmark = pytest.mark.django_db(transaction=True)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SURFACES = ("phone", "console", "projector")

# What nobody is answered, asked with GET and with POST; 302 leads to the login (desk) or to the door (phone).
DESK, DESK_PAGE, DESK_FORM = (405, 302), (302, 405), (302, 302)
PHONE, PHONE_PAGE = (405, 403), (302, 405)
EITHER, TOKEN, TOKEN_POST = (404, 405), (404, 405), (405, 404)

ROOM = {
    "phone": PHONE_PAGE,
    "mine": PHONE_PAGE,
    "my_seat": PHONE_PAGE,
    "my_data": PHONE_PAGE,
    **dict.fromkeys(["park", "note_create", "note_edit", "note_withdraw", "note_wish"], PHONE),
    **dict.fromkeys(["note_hide", "note_admit", "note_hang", "note_leave", "note_hang_again"], DESK),
    **dict.fromkeys(["changes", "picture", "picture_small"], EITHER),
    "picture_take_down": PHONE,
    "picture_remove": DESK,
    **dict.fromkeys(
        ["note_let_through", "note_ask", "note_keep_back", "anonymity", "shorten", "note_merge", "card_dismiss"], DESK
    ),
    **dict.fromkeys(["done", "note_hide_here", "note_hang_here", "stand_in_mine"], PHONE),
    **dict.fromkeys(["wake", "drift_use", "stage_add", "plan_day", "plan_again", "plan_rest"], DESK),
    **dict.fromkeys(["plan_rest_move", "plan_rest_fix", "plan_rest_add"], DESK),
    **dict.fromkeys(["drift", "ahead"], DESK_PAGE),
    "ahead_word": DESK,
    "arrive_again": PHONE,
    **dict.fromkeys(["helper_name", "helper_withdraw", "stand_in", "stand_in_end"], DESK),
    "wall": (403, 405),
    **dict.fromkeys(["console", "console_panel", "doors", "plan"], DESK_PAGE),
    **dict.fromkeys(["next", "take_back", "go_back", "pause", "resume", "add_time", "take_charge", "close"], DESK),
    **dict.fromkeys(["bell", "darken", "read_out"], DESK),
    **dict.fromkeys(["skip", "take_up", "reopen", "still_right"], DESK),
    **dict.fromkeys(["parked_settle", "parked_settle_all", "seat_release", "seat_left", "seat_let_in"], DESK),
    **dict.fromkeys(["seat_onto_roster"], DESK),
    **dict.fromkeys(["seat_on_paper", "paper_note", "paper_count"], DESK),
    "paper": DESK_PAGE,
    "paper_of_my_group": PHONE_PAGE,
    **dict.fromkeys(["paper_note_of_my_group", "paper_count_of_my_group"], PHONE),
    **dict.fromkeys(["seat_pass", "seat_not_me"], PHONE),
    "seat_not_here": DESK,
    **dict.fromkeys(["doors_choose", "projector_renew", "wipe"], DESK),
    "doors_reach": (200, 405),
    **dict.fromkeys(["plan_person", "plan_roster", "plan_goals", "plan_envelope", "plan_role"], DESK),
    **dict.fromkeys(["plan_tick", "plan_minutes"], DESK),
    **dict.fromkeys(["event_cancel", "event_call_back", "event_archive", "event_take_out"], DESK),
    **dict.fromkeys(["event_copy", "event_delete"], DESK_FORM),
}
RITUALS = {
    **dict.fromkeys(["prepare_briefing", "prepare_question", "prepare_question_drop", "prepare_sounding"], DESK),
    **dict.fromkeys(["prepare_line", "prepare_line_drop", "prepare_questioner", "prepare_profile"], DESK),
    "prepare": DESK_PAGE,
    "briefing": PHONE_PAGE,
    "briefing_answer": PHONE,
    "sounding": TOKEN,
    "sounding_answer": TOKEN_POST,
    "agreement_tap": PHONE,
    **dict.fromkeys(["agreement_reply", "agreement_park"], DESK),
    **dict.fromkeys(["goals_restate", "goals_temperature"], PHONE),
    **dict.fromkeys(["goals_show", "goals_restate_for"], DESK),
    "goal_figures": (302, 403),
    **dict.fromkeys(["vision_hang", "vision_tell", "vision_judge", "vision_thumbs", "vision_tell_aloud"], PHONE),
    **dict.fromkeys(["vision_suggest", "vision_vote", "vision_call", "vision_draw", "vision_draw_back"], PHONE),
    "plan_vision_screens": DESK,
    "vision_strokes": DESK_PAGE,
    **dict.fromkeys(["vision_stroke_down", "vision_stroke_up"], DESK),
    **dict.fromkeys(["desk_vision_prompt", "desk_vision_demonstrate", "desk_vision_hang", "desk_vision_tell"], DESK),
    **dict.fromkeys(["desk_vision_thumbs", "desk_vision_show", "desk_vision_teller", "desk_vision_call"], DESK),
    "my_promise": PHONE_PAGE,
    **dict.fromkeys(["forfeit_propose", "promise_celebrate", "promise_aim", "promise_sign", "promise_withdraw"], PHONE),
    **dict.fromkeys(["forfeit_take_back", "forfeit_answer", "forfeit_choose", "forfeit_vote"], PHONE),
    "promise_pdf": EITHER,
    "promise_outcomes": DESK_PAGE,
    **dict.fromkeys(["promise_conclude", "forfeit_settle"], DESK),
    **dict.fromkeys(["desk_forfeit_propose", "desk_promise_celebrate", "desk_promise_only", "desk_promise_aim"], DESK),
    **dict.fromkeys(["desk_promise_paper", "desk_forfeit_answer", "desk_forfeit_choose"], DESK),
    **dict.fromkeys(["desk_forfeit_clear", "desk_forfeit_refuse"], DESK),
    **dict.fromkeys(["swot_write", "swot_reword", "swot_put_up", "swot_evidence", "swot_merge", "swot_field"], PHONE),
    **dict.fromkeys(["swot_vote", "swot_why", "swot_why_back", "swot_priority", "swot_top", "swot_goal"], PHONE),
    **dict.fromkeys(["swot_evidence_desk", "swot_field_desk", "swot_merge_desk"], DESK),
    **dict.fromkeys(["swot_result", "swot_vote_desk", "swot_why_desk"], DESK),
    **dict.fromkeys(["swot_why_back_desk", "swot_priority_desk", "swot_top_desk", "swot_goal_desk"], DESK),
    "my_facts": TOKEN,
    **dict.fromkeys(["my_facts_write", "my_facts_reword", "my_facts_take_back"], TOKEN_POST),
    **dict.fromkeys(["strategy_tick", "strategy_park_own", "strategy_place_own"], PHONE),
    **dict.fromkeys(["strategy_suggest", "strategy_vote"], PHONE),
    **dict.fromkeys(["strategy_place", "strategy_undo", "strategy_join", "strategy_name"], DESK),
    **dict.fromkeys(["strategy_park", "strategy_set_aside", "strategy_contest", "strategy_picked"], DESK),
    **dict.fromkeys(["strategy_alone", "strategy_carry", "strategy_carry_all", "strategy_annex"], DESK),
    **dict.fromkeys(["strategy_light", "strategy_describe", "strategy_wave", "strategy_presenter"], DESK),
    **dict.fromkeys(["strategy_alone_own", "strategy_undo_own", "strategy_confirm_own", "strategy_carry_own"], PHONE),
    **dict.fromkeys(["strategy_effect", "strategy_relevance", "strategy_rank", "strategy_pick"], PHONE),
    **dict.fromkeys(["groups_deal", "groups_rest", "groups_move", "groups_host", "groups_join", "groups_place"], DESK),
    **dict.fromkeys(["action_plan", "action_rewrite", "action_accept", "action_date", "action_decline"], PHONE),
    **dict.fromkeys(["action_details", "action_take", "action_doubt", "action_decide"], PHONE),
    **dict.fromkeys(["decision_confirm", "envelope_raise", "action_rows", "second_language"], PHONE),
    "own_language": PHONE,
    "actions_calendar": PHONE_PAGE,
    **dict.fromkeys(["one_language", "strategy_give"], DESK),
    **dict.fromkeys(["desk_action_plan", "next_strategy", "strategy_later", "desk_action_rewrite"], DESK),
    **dict.fromkeys(["desk_action_accept", "desk_action_withdraw", "desk_action_decide", "desk_decide"], DESK),
    "statement": PHONE_PAGE,
    **dict.fromkeys(["statement_freeze", "statement_introduction", "goal_deferral", "goal_serving"], DESK),
    **dict.fromkeys(["stance_take", "stance_take_back", "clause_read", "support_others", "fist_show"], PHONE),
    **dict.fromkeys(["reword_introduction", "statement_annex", "clause_show", "clause_reply"], DESK),
    **dict.fromkeys(["clause_reword", "deed_reword", "clause_paper", "hands_count", "hands_raise"], DESK),
    **dict.fromkeys(["fist_reply", "hands_reply", "correction_write", "correction_sign"], DESK),
    "corrections": DESK_PAGE,
    "correction_sign_lead": PHONE,
    **dict.fromkeys(["question_send", "question_reword", "question_withdraw", "answer_type", "change_confirm"], PHONE),
    **dict.fromkeys(["desk_question", "question_aloud", "questions_find_out", "question_pass"], DESK),
    **dict.fromkeys(["desk_question_reword", "question_first", "question_leave", "question_take"], DESK),
    **dict.fromkeys(["question_ask", "question_put_back", "desk_answer", "likely_take"], DESK),
    **dict.fromkeys(["town_rounds", "town_round", "change_propose", "change_add", "change_apply"], DESK),
    **dict.fromkeys(["change_decline", "desk_change_confirm", "statement_still_right"], DESK),
    **dict.fromkeys(["commitment_write", "commitment_reword", "commitment_withdraw", "commitment_show"], PHONE),
    "sign": PHONE,
    "my_sheet": PHONE_PAGE,
    "my_needs": PHONE_PAGE,
    **dict.fromkeys(["signatures_missing", "signature_on_paper", "signature_photo", "needs"], DESK_PAGE),
    **dict.fromkeys(["commitment_write_for", "commitment_withdraw_for", "signature_print", "signature_for"], DESK),
    "next_standing": DESK,
    **dict.fromkeys(["late_signing", "late_statement"], TOKEN),
    "late_sign": TOKEN_POST,
    **dict.fromkeys(["report", "report_pdf"], TOKEN),
    **dict.fromkeys(["report_link", "report_link_withdraw"], DESK),
    "after": DESK_PAGE,
    **dict.fromkeys(["after_tick", "after_promise", "after_action", "after_goal"], DESK),
    "my_word": PHONE_PAGE,
    "own_word": TOKEN,
    **dict.fromkeys(["own_answer", "own_promise", "own_action"], TOKEN_POST),
    "papers": DESK_PAGE,
    "paper_file": EITHER,
    **dict.fromkeys(["close_date", "close_word", "close_tray", "close_photo"], DESK),
    "photo": PHONE,
    **dict.fromkeys(["documents", "statement_pdf", "commitments_pdf", "sheet_pdf", "correction_pdf"], EITHER),
}
SPACE = {
    "four_rules_accept": PHONE,
    **dict.fromkeys(["space_show", "space_propose"], DESK),
    **dict.fromkeys(["topic_offer", "topic_join", "topic_sheet"], PHONE),
    "corner_arrive": PHONE_PAGE,
    **dict.fromkeys(["corner_visit", "opinion_write", "host_ask", "host_take", "topic_reword_own"], PHONE),
    **dict.fromkeys(["opinion_classify", "opinion_merge"], PHONE),
    **dict.fromkeys(["opinions_pending", "todo_name"], DESK),
    **dict.fromkeys(["topics_open", "topic_open", "topic_park", "topic_offer_again"], DESK),
    **dict.fromkeys(["topic_approve", "topic_host", "topic_reword", "topics_divide", "topic_take", "walk_hint"], DESK),
    "space_weeks": DESK_PAGE,
    **dict.fromkeys(["space_visit", "todo_report", "todo_move", "owner_link_withdraw"], DESK),
    **dict.fromkeys(["opinion_decide", "opinion_take_on"], DESK),
    "my_todos": PHONE_PAGE,
    "own_todos": TOKEN,
    "own_todo_report": TOKEN_POST,
}
CASES = ROOM | RITUALS | SPACE


def leaves(patterns, before: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from leaves(pattern.url_patterns, route)
        else:
            yield route, pattern.name


ROUTES = {name: route for route, name in leaves(get_resolver().url_patterns) if route.startswith("w/")}


def test_every_address_of_a_room_has_a_case():
    assert sorted(ROUTES) == sorted(CASES)


def address(name: str, workshop: Workshop) -> str:
    seat = workshop.seats.order_by("id").first()
    given = {
        "public_id": workshop.public_id,
        "number": seat.pk,
        "kind": "swot",
        "letter": "A",
        "item": "P01",
        "action": seat.pk,
        "token": "a" * 24,
        "paper": "briefing.pdf",
        "question": "contract.agree",
    }
    return reverse(name, kwargs={part: given[part] for part in re.findall(r"<\w+:(\w+)>", ROUTES[name])})


BODY = {
    **{"expected": "start", "text": "a word", "reason": "because the room agreed", "door": "http://localhost:8000"},
    **{"minutes": "5", "role": "lead", "state": "done", "name": "Mallory", "total": "1", "answer": "agree"},
    **{"outcome": "dropped", "column": "S", "step": "arrive", "note": "1", "choice": "yes", "value": "1"},
}


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def everything() -> dict[str, list]:
    """All rows of all tables but the sessions, which a login needs."""
    return {
        model._meta.label: sorted(map(repr, model.objects.values_list()))
        for model in apps.get_models()
        if model._meta.app_label != "sessions"
    }


def statuses(client: Client, workshop: Workshop) -> dict[str, tuple[int, int]]:
    found = {}
    for name in ROUTES:
        path = address(name, workshop)
        found[name] = (client.get(path).status_code, client.post(path, BODY).status_code)
    return found


def refused(desk: int) -> dict[str, tuple[int, int]]:
    """The cases as somebody sees them whom the desk answers with this status."""
    seen = {DESK: (405, desk), DESK_PAGE: (desk, 405), DESK_FORM: (desk, desk)}
    return {name: (case if name in phones() else seen.get(case, case)) for name, case in CASES.items()}


def phones() -> set[str]:
    own = {"phone", "mine", "my_seat", "my_data", "statement", "my_sheet", "my_needs", "my_promise", "my_word"}
    return own | {"paper_of_my_group", "briefing", "actions_calendar", "goal_figures", "corner_arrive", "my_todos"}


@pytest.fixture
def elsewhere(example, workshop) -> Workshop:
    """Another organisation's workshop, made of the same file."""
    made = exchange.import_plan(example, None, None)
    made.facilitator = member(made, "olga@example.com", "fac")
    made.save()
    assert made.organisation != workshop.organisation
    return made


@pytest.fixture
def live(workshop, go_to) -> Workshop:
    """A room that is open, so that there is something to change."""
    go_to("contract", "agree")
    workshop.parked_items.create(text="Night shift")
    return workshop


def test_nobody_changes_anything(live):
    before = everything()
    assert statuses(Client(), live) == CASES
    assert everything() == before


def test_nobody_is_sent_to_the_login_or_to_the_door(live):
    for name, case in CASES.items():
        if case == DESK_PAGE:
            path = address(name, live)
            login = f"{reverse('account_login')}?next={path}"
            door = reverse("join", args=[live.join_code])
            expected = door if name in phones() else login
            assert Client().get(path).headers["Location"].rstrip("/") == expected.rstrip("/")


def test_tap_of_somebody_signed_out_leads_to_a_page_after_the_login(live):
    login, room = reverse("account_login"), f"/w/{live.public_id}"
    for name, page in {"next": "run/", "plan_goals": "plan/", "note_hide": "run/", "doors_choose": "run/"}.items():
        assert Client().post(address(name, live)).headers["Location"] == f"{login}?next={room}/{page}"
    tapped = Client(HTTP_REFERER=f"http://testserver{room}/plan/prepare/").post(address("plan_goals", live))
    assert tapped.headers["Location"] == f"{login}?next={room}/plan/prepare/"
    elsewhere = Client(HTTP_REFERER="http://evil.example/w/x/").post(address("plan_goals", live))
    assert elsewhere.headers["Location"] == f"{login}?next={room}/plan/"


def test_facilitator_of_another_organisation_finds_nothing(live, elsewhere):
    olga = logged_in(elsewhere.facilitator)
    assert olga.get(address("console", elsewhere)).status_code == 200
    before = everything()
    assert statuses(olga, live) == refused(404)
    assert everything() == before


def test_seat_of_another_room_is_a_stranger_here(live, elsewhere):
    seat = elsewhere.seats.get(person__key="p03")
    seat.claim("en")
    ticket = access.signer.sign(f"{seat.pk}:{seat.device_key}")
    phone = Client()
    phone.cookies[access.seat_cookie(elsewhere.public_id)] = ticket
    assert phone.get(address("phone", elsewhere)).status_code == 200
    # The same ticket under the name of this room's cookie is no ticket for this room.
    phone.cookies[access.seat_cookie(live.public_id)] = ticket
    before = everything()
    assert statuses(phone, live) == CASES
    assert everything() == before


def test_seat_that_was_released_is_a_stranger(live, sit):
    phone = sit("p03")
    assert phone.get(address("phone", live)).status_code == 200
    live.seats.get(pk=phone.seat.pk).release()
    before = everything()
    assert statuses(phone, live) == CASES
    assert everything() == before


def test_seat_of_this_room_does_not_reach_the_desk(live, sit):
    phone = sit("p03")
    desk = {name for name, case in CASES.items() if case in (DESK, DESK_PAGE, DESK_FORM) and name not in phones()}
    before = everything()
    found = {}
    for name in desk:
        path = address(name, live)
        found[name] = (phone.get(path).status_code, phone.post(path, BODY).status_code)
    assert found == {name: CASES[name] for name in desk}
    assert everything() == before


def test_administrator_without_the_role_of_facilitator_may_run(live):
    """Admins stand in (R-GEN-1); readers and heads do not."""
    opened = {}
    for role in ("fac", "admin", "hr", "head", "read"):
        client = logged_in(member(live, f"{role}@example.com", role))
        opened[role] = client.get(address("console", live)).status_code
    assert opened == {"fac": 200, "admin": 200, "hr": 404, "head": 404, "read": 404}


def test_looking_changes_nothing(live, hanna, sit):
    phone = sit("p03")
    before = everything()
    seen = {}
    for name, case in CASES.items():
        if case[0] != 405:
            client = phone if name in phones() else hanna
            seen[name] = client.get(address(name, live), {"as": "console"}).status_code
    documents = {"late_signing", "late_statement", "statement_pdf", "commitments_pdf", "sheet_pdf", "correction_pdf"}
    nothing_there = documents | {"my_facts", "sounding", "picture", "picture_small", "signature_photo", "promise_pdf"}
    nothing_there |= {"report", "report_pdf", "corner_arrive", "space_weeks", "own_todos", "own_word", "vision_strokes"}
    hosts = {"paper_of_my_group": 403, "briefing": 403, "goal_figures": 403, "event_delete": 409, "my_word": 302}
    assert seen == {name: 404 if name in nothing_there else hosts.get(name, 200) for name in seen}
    assert everything() == before


def screens(client: Client, workshop: Workshop) -> tuple[str, ...]:
    """What this browser may follow, of pages and sockets alike: both ask the same guard."""
    asked = {surface: client.get(address("changes", workshop), {"as": surface}) for surface in (*SURFACES, "desk", "")}
    assert {answer.status_code for answer in asked.values()} <= {200, 404}
    return tuple(surface for surface, answer in asked.items() if answer.status_code == 200)


def test_r_role_5_screens_open_for_whom_they_are_and_for_nobody_else(live, elsewhere, hanna, sit):
    here, gone, foreign = sit("p03"), sit("p04"), Client()
    live.seats.get(pk=gone.seat.pk).release()
    seat = elsewhere.seats.get(person__key="p03")
    seat.claim("en")
    foreign.cookies[access.seat_cookie(live.public_id)] = access.signer.sign(f"{seat.pk}:{seat.device_key}")
    readers = {
        "seat": (here, ("phone", "projector")),
        "facilitator": (hanna, ("console", "projector")),
        "facilitator elsewhere": (logged_in(elsewhere.facilitator), ()),
        "reviewer": (logged_in(member(live, "hr@example.com", "hr")), ()),
        "seat given free": (gone, ()),
        "seat of another room": (foreign, ()),
        "stranger": (Client(), ()),
    }
    found = {who: screens(client, live) for who, (client, _open) in readers.items()}
    assert found == {who: opened for who, (_client, opened) in readers.items()}


def test_renewed_link_of_the_projector_closes_the_old_one(live, hanna):
    wall = Client()
    assert wall.get(address("wall", live), {"key": live.projector_key}).status_code == 302
    assert (wall.get(address("wall", live)).status_code, screens(wall, live)) == (200, ("projector",))
    hanna.post(address("projector_renew", live))
    assert (wall.get(address("wall", live)).status_code, screens(wall, live)) == (403, ())


def test_a_desk_whose_login_has_ended_is_told_so_instead_of_a_login_form(workshop, hanna):
    address, region = f"/w/{workshop.public_id}/run/panel/", {"x-requested-with": "region"}
    assert hanna.get(address, headers=region).status_code == 200
    hanna.logout()
    assert [hanna.get(address, headers=headers).status_code for headers in (region, {})] == [401, 302]
