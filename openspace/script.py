"""What the facilitator says in each step of an open space, in both languages."""

from workshops.script import Line

LINES = {
    "circle": Line(
        "write",
        "Welcome to the circle. Four rules, one reward rule, nothing else. Read them with me.",
        "欢迎入圈。四条规则，一条感谢规则，没有别的。一起读一遍。",
        "",
        "",
    ),
    "topics": Line(
        "write",
        "What can your department not solve alone? Put it as a question that many can answer.",
        "哪件事你们部门自己解决不了？把它写成一个大家都能答的问题。",
        "Write down what is known and what was tried.",
        "把已知的情况和试过的办法写下来。",
    ),
    "walk": Line(
        "write",
        "Walk to two other corners. One idea, one sentence. Nothing is judged now.",
        "走访两个其他角落。一个想法，一句话。现在不做评价。",
        "A corner is quiet? Go there.",
        "哪个角落安静，就去哪里。",
    ),
    "home": Line(
        "talk",
        "Back to your own corner. Read each idea, agree on one class, and give a reason for what waits.",
        "回到自己的角落。逐条读，一条定一类；待定和不采纳要写理由。",
        "Order the feasible ones by effect and ease.",
        "把可行的按效果和难易排一排。",
    ),
    "award": Line(
        "look",
        "Thank you for every idea. These are the sums for the groups, as we agreed in the circle.",
        "感谢每一条想法。这是各组的奖励，按围圈时定的规则。",
        "",
        "",
    ),
}
