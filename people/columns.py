"""Which column of a roster means what, in English and Chinese, and which ones are none of our business."""

import re

from people.text import folded

HEADINGS = {
    "name": "name, full name, employee, employee name, person, participant, 姓名, 名字, 员工, 员工姓名, 人员, 人员姓名",
    "name_latin": "latin name, name latin, name in latin letters, pinyin, name pinyin, romanised name, romanized name, "
    "english name, 拼音, 姓名拼音, 名字拼音, 拉丁名, 拉丁字母姓名, 英文名, 英文姓名",
    "department": "department, department name, dept, division, unit, team, "
    "部门, 部门名称, 所属部门, 所在部门, 科室, 车间",
    "job_title": "job title, title, job, position, post, function, 职务, 岗位, 职位, 岗位名称, 职务名称",
    "job_level": "level, job level, grade, rank, 层级, 级别, 职级, 职务层级, 岗位层级",
    "superior": "superior, direct superior, manager, line manager, direct manager, supervisor, boss, reports to, "
    "上级, 直接上级, 直属上级, 上级姓名, 直接上级姓名, 汇报对象, 主管, 直接主管",
    "key_post": "key post, key position, key role, 关键岗位, 关键岗, 重点岗位",
    "language": "language, preferred language, 语言, 首选语言, 使用语言, 常用语言",
}
FIELDS = {folded(heading): field for field, headings in HEADINGS.items() for heading in headings.split(", ")}

# Whole words, for "age" is also in "language" and "manager".
PRIVATE = (
    "age ages sex dob born race faith belief looks looking blood family kids child children son sons daughter "
    "daughters spouse husband wife married marriage single divorced native hometown origin height weight ill illness "
    "medical caste party zodiac passport ssn"
)
PRIVATE_WORDS = set(PRIVATE.split())
PRIVATE_PARTS = re.compile(
    r"birth|gender|marital|religi|ethnic|disab|handicap|pregnan|maternity|health|sickness|appearance|nationalid|"
    r"idcard|identity|年龄|岁|性别|男女|籍贯|出生|生日|生辰|婚|配偶|子女|孩子|家庭|家属|宗教|信仰|健康|疾病|病史|体检|残疾|残障|血型|民族|种族|"
    r"身份证|证件号|护照|户口|户籍|政治面貌|党员|身高|体重|相貌|外貌|容貌|形象|怀孕|孕|生育|属相|生肖|星座"
)
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_]+")
DECORATION = re.compile(r"[\W_]+|必填|选填|required|optional", re.IGNORECASE)
HAN = re.compile(r"[\u3400-\u9fff]+")


def is_private(heading: str) -> bool:
    """About age, sex, origin, marriage, family, religion, health or looks: never collected (R-DEC-7)."""
    words = {word.casefold() for word in WORD.findall(heading)}
    return bool(words & PRIVATE_WORDS or PRIVATE_PARTS.search(DECORATION.sub("", folded(heading))))


def field_of(heading: str) -> str | None:
    """The field that a heading names: in English, in Chinese, or in both side by side."""
    plain = DECORATION.sub("", folded(heading))
    chinese = "".join(HAN.findall(plain))
    for candidate in (plain, chinese, HAN.sub("", plain)):
        if candidate in FIELDS:
            return FIELDS[candidate]
    return None
