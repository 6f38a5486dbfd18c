"""Where rules live that have no line that says no: how `tests/bite.py` breaks each of them.

A promise is kept by what a page leaves out, by what a hash covers, by what is never stored. Each place is
`(file, its words, words that break the promise)`; the words stand once in the file. Most rules here are promises
alone; some are guards as well, and then `tests/bite.py` takes their refusals away by itself.
"""

NOTE = "templates/partials/note.html"
KICKOFF = "workshops/kickoff"
RINGS = "if word := first_word(HERE, name, text):"


def unless(name: str) -> str:
    """The word alarm without one of its lists."""
    return f'if name != "{name}" and (word := first_word(HERE, name, text)):'


PROMISES: dict[str, list[tuple[str, str, str]]] = {
    "R-ROLE-5": [
        (f"{KICKOFF}/grouping/pictures.py", "if seat.is_present and seat.show_arrival", "if True"),
        (
            "workshops/views/projector.py",
            "if not access.may_watch_wall(request.COOKIES, request.user, workshop)",
            "if 0",
        ),
    ],
    "R-ROLE-6": [("workshops/models/seat.py", "return self.filter(role=Seat.Role.WRITER)", "return self.all()")],
    "R-GEN-3": [("workshops/posting.py", "fresh = run.step_opened_at is not None and", "fresh = False and")],
    "R-GEN-4": [
        ("workshops/models/wall.py", "self.state, self.reason = self.State.HIDDEN, reason", "self.reason = reason")
    ],
    "R-GEN-5": [("workshops/models/steering.py", "staleness.mark(self, run.kind)", "pass")],
    "R-GEN-8": [
        (NOTE, "{{ note.text }}</p>", "{{ note.text }} {{ note.author.name }}</p>"),
        ("workshops/models/wall.py", '= None, "", secret_hash, at', '= self.author, "", secret_hash, at'),
    ],
    "R-GEN-9": [("people/text.py", "if count > self.limit", "if count > 8 * self.limit")],
    "R-GEN-12": [("workshops/models/workshop.py", "return self.entries.create(", "return self.entries.model(")],
    "R-GEN-15": [
        ("workshops/pictures.py", 'return Encoded(body[: facts["large"]]', "return Encoded(material"),
        (
            "workshops/views/pictures.py",
            "if not access.may_watch_wall(request.COOKIES, request.user, workshop)",
            "if 0",
        ),
        ("workshops/models/picture.py", "PictureFile.objects.filter(picture=self).delete()", "pass"),
    ],
    "R-GEN-18": [
        ("workshops/retention.py", ".exclude(author=None).update(", ".none().update("),
        ("workshops/retention.py", "if field.name not in SECRET and", "if"),
    ],
    "R-GEN-19": [("workshops/posting.py", "return judges(text) and names(", "return judges(text) and not names(")],
    "R-GEN-22": [
        ("workshops/stages.py", 'return self.mode != "write"', "return False"),
        ("templates/phone/mine.html", "{% if looks_up and behind %}", "{% if 0 %}"),
    ],
    "R-GEN-23": [("workshops/models/wall.py", "(chance or random.SystemRandom()).shuffle(notes)", "pass")],
    "R-DEC-1": [
        (
            f"{KICKOFF}/stakes/alarms.py",
            RINGS,
            RINGS.replace("word :=", "(word :=").replace("text):", "text))") + ' and name != "pay":',
        )
    ],
    "R-DEC-2": [
        (
            f"{KICKOFF}/stakes/alarms.py",
            RINGS,
            RINGS.replace("word :=", "(word :=").replace("text):", "text))") + ' and name != "body":',
        )
    ],
    "R-DEC-3": [
        (
            f"{KICKOFF}/stakes/alarms.py",
            RINGS,
            RINGS.replace("word :=", "(word :=").replace("text):", "text))") + ' and name != "sex":',
        ),
        (f"{KICKOFF}/stakes/forms.py", 'if not cleaned.get("passes")', "if 0"),
    ],
    "R-DEC-4": [
        (f"{KICKOFF}/stakes/sheet.py", "signature.erase()", "pass"),
    ],
    "R-DEC-5": [
        (f"{KICKOFF}/stakes/alarms.py", "sum_ > most", "sum_ > 2 * most"),
        ("people/models/organisation.py", "return CAP_IN_CNY if", "return None if"),
    ],
    "R-DEC-7": [("people/columns.py", "return bool(words & PRIVATE_WORDS or", "return bool(not words and")],
    "R-DEC-8": [(NOTE, "{{ note.text }}</p>", "{{ note.text }} {{ note.author.name }}</p>")],
    "R-DAY-3": [("workshops/stages.py", "else VARIANTS[name].split()", 'else VARIANTS["full"].split()')],
    "R-PREP-8": [
        ("people/roster.py", "if times[key] > 1 and", "if 0 and"),
        ("people/forms/roster.py", "if others.namesakes(name, department)", "if 0"),
        ("workshops/seating.py", "if namesake(workshop, name, department)", "if 0"),
        ("workshops/planning.py", 'if people.namesakes(data["name"], data["department"])', "if 0"),
    ],
    "R-OPEN-2": [
        (
            "templates/contract/agree.projector.html",
            "{{ concern.concern }}</p>",
            "{{ concern.concern }} {{ concern.seat.name }}</p>",
        ),
        (
            "templates/contract/tap.html",
            'data-answer="{{ tap.answer }}"',
            'data-answer="{{ tap.answer|default:"agree" }}"',
        ),
    ],
    "R-GRP-10": [
        (
            "workshops/models/group.py",
            "seat.group = self\n",
            "seat.group = self\n        seat.notes.update(group=self)\n",
        )
    ],
    "R-VIS-10": [("workshops/models/picture.py", "timezone.now(), user", "None, user")],
    "R-STAKE-4": [
        ("templates/stakes/fixed.html", "{{ fixed_en }}", ""),
        (f"{KICKOFF}/stakes/sheet.py", '"fixed_zh": FIXED_ZH', '"fixed_zh": ""'),
    ],
    "R-STAKE-6": [
        (
            "templates/stakes/sign.projector.html",
            "{{ promise.signed }}</b>",
            "{{ promise.signed }} {% for one in promise.hands.all %}{{ one.seat.name }}{% endfor %}</b>",
        )
    ],
    "R-STRAT-1": [
        (f"{KICKOFF}/strategy/models/note.py", '"state": Note.State.DRAFT} | more', '"state": Note.State.WALL} | more')
    ],
    "R-CONS-1": [
        (f"{KICKOFF}/consensus/sentences.py", "by {last_day(goals, in_english)}", "soon"),
    ],
    "R-CONS-2": [("signing/models/document.py", "if newest and newest.says(", "if newest and not newest.says(")],
    "R-CONS-6": [
        ("workshops/papers/views.py", 'return "zh-hans" if wish.startswith("zh") else "en"', 'return "en"'),
        (f"{KICKOFF}/closing/workbook.py", "goal_sheet(text.get", "goal_sheet(None and text.get"),
    ],
    "R-CONS-10": [
        (
            f"{KICKOFF}/consensus/voices.py",
            '{"counts": counts[clause.kind, clause.ref]}',
            '{"counts": counts[clause.kind, clause.ref], "by": list(clause.stances.values_list("change"))}',
        ),
        (
            "templates/consensus/fist.projector.html",
            '{% include "consensus/hands.html" %}',
            '{% include "consensus/hands.html" %}{% for one in workshop.fists.all %}{{ one.reason }}{% endfor %}',
        ),
    ],
    "R-CONS-11": [
        ("signing/canonical.py", "{canonical(content)}", "{canonical(sorted(content))}"),
        (f"{KICKOFF}/consensus/statement.py", '"digest": one["digest"]', '"digest": ""'),
    ],
    "R-TOWN-12": [
        ("templates/town/ask.projector.html", "{% if names_askers and question.asker %}", "{% if question.asker %}"),
        (f"{KICKOFF}/town/results.py", "question.workshop.question_names_on_wall and question.asker", "question.asker"),
    ],
    "R-SIGN-1": [("signing/act.py", "if folded(typed) not in {", "if 0 and {")],
    "R-SIGN-2": [("templates/commitments/deed.html", '<a href="{{ full }}"', "<a")],
    "R-FUP-7": [
        (
            f"{KICKOFF}/afterwards/own.py",
            "get_object_or_404(seat.commitments, pk=number)",
            "get_object_or_404(seat.workshop.commitments, pk=number)",
        )
    ],
    "R-SIGN-6": [
        (f"{KICKOFF}/consensus/versions.py", "return len(waited_for | signed)", "return len(signed)"),
    ],
    "R-SIGN-7": [(f"{KICKOFF}/commitments/sheets.py", '"fixed_en": wording.FIXED_LINE_EN', '"fixed_en": ""')],
    "R-SIGN-8": [
        ("signing/act.py", "Signature.Kind.RESERVATION if remark and kind == Signature.Kind.AGREE else kind", "kind")
    ],
    "R-SIGN-9": [
        (f"{KICKOFF}/commitments/sheets.py", "stands_by=self.statement", "stands_by=None"),
        (f"{KICKOFF}/commitments/sheets.py", 'f"hash {statement.short_hash}."', '"."'),
    ],
    "R-SIGN-10": [
        (
            "templates/commitments/standing.html",
            '<p id="standing"',
            '{% for one in workshop.seats.all %}{{ one.name }}{% endfor %}<p id="standing"',
        ),
        (
            "templates/commitments/say.mine.html",
            '<button type="button" class="btn btn--big" data-fold>{% translate "Pass" %}',
            '<button class="btn btn--big" data-fold>{% translate "Pass" %}',
        ),
    ],
    "R-EXP-1": [
        ("workshops/papers/paper.py", "-{f'v{number}' if number else 'draft'}", ""),
        ("signing/models/document.py", "-v{self.version}-{date}.pdf", "-{date}.pdf"),
        ("templates/papers/a4.html", "{% if edition %} · {{ edition }}{% endif %}", ""),
        ("templates/papers/a4.html", "version of {{ day }}", ""),
    ],
    "R-EXP-2": [
        ("workshops/papers/spreadsheet.py", '"quoted" if text.startswith(DANGEROUS) else "text"', '"text"'),
        (
            "workshops/papers/spreadsheet.py",
            "page.write_string(row, column, text",
            "page.write_formula(row, column, text",
        ),
    ],
    "R-EXP-3": [
        ("workshops/papers/paper.py", "missing = glyphs.missing_characters(content)", "missing = []"),
        ("signing/models/document.py", "return glyphs.missing_characters(self.parsed)", "return []"),
    ],
    "R-EXP-4": [
        ("workshops/papers/views.py", "seat.role in paper.readers)", "seat.role)"),
        (
            f"{KICKOFF}/commitments/documents.py",
            "document = sheets.newest_of(seat) if request.seat == seat or may_read_sheets(request) else None",
            "document = sheets.newest_of(seat)",
        ),
    ],
    "R-OS-4": [
        (
            "templates/openspace/sheet.html",
            "{{ idea.text }}</p>",
            "{{ idea.text }} <b>{{ idea.author.person.job_title }}</b></p>",
        )
    ],
    "R-OS-10": [("openspace/rewards.py", "(rule.own_topic or idea.group != idea.home)", "True")],
    "R-OS-12": [("openspace/rewards.py", "for at in order[:left]:", "for at in order[: left + 1]:")],
}
