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
}
