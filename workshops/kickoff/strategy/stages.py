from django.utils.translation import gettext_lazy as _

from workshops.stages import Stage, Step


class Silent(Step):
    key = "silent"
    title = _("Write in silence")
    prompt = _("What must we do to reach it?")


class Post(Step):
    key = "post"
    title = _("Post")
    prompt = _("Your clearest notes are up")


class Cluster(Step):
    key = "cluster"
    title = _("Cluster")
    prompt = _("Which two belong together?")


class Name(Step):
    key = "name"
    title = _("Name")
    prompt = _("This is about doing what?")


class Merge(Step):
    key = "merge"
    title = _("Merge")
    prompt = _("Which columns are alike?")


class Relevance(Step):
    key = "relevance"
    title = _("Relevance")
    prompt = _("If we did only this, how would the goal move?")


class Rank(Step):
    key = "rank"
    title = _("Rank")
    prompt = _("How soon can it start, how soon does it show?")


class StrategyStage(Stage):
    key = "strategy"
    title = _("Strategies")
    movement = 2
    minutes = 85
    step_classes = (Silent, Post, Cluster, Name, Merge, Relevance, Rank)

    def planned_minutes(self, writers: int, groups: int, goals: int) -> int:
        return 65 + 10 * groups
