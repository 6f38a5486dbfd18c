from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "workshops.kickoff.commitments"
    label = "commitments"

    def ready(self):
        from signing import kinds
        from workshops import beside, due, exchange, stages
        from workshops.kickoff.commitments import rules  # noqa: F401
        from workshops.kickoff.commitments.beside import OwnSheet
        from workshops.kickoff.commitments.due import before_archiving, open_links, promises
        from workshops.kickoff.commitments.exchange import CommitmentsPart
        from workshops.kickoff.commitments.stages import SigningStage
        from workshops.models.putting_away import still_needed

        stages.register(SigningStage)
        exchange.register(CommitmentsPart)
        beside.register(OwnSheet)
        due.register(open_links)
        due.register(promises)
        kinds.register("statement", "commitments/statement.pdf.html", unprinted=kinds.of("statement").unprinted)
        kinds.register("sheet", "commitments/sheet.pdf.html", unprinted={"need_from_key"})
        still_needed.append(before_archiving)
