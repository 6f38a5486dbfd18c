import pytest

from people.columns import HEADINGS, field_of, is_private

NAMED = [(heading, field) for field, headings in HEADINGS.items() for heading in headings.split(", ")]
PRIVATE = """
age, Age (years), AGE, sex, Gender, gender*, birth, Date of Birth, DateOfBirth, birthday, dob, marital status, Married,
Marital_Status, spouse, children, religion, Religious belief, faith, health, Health status, disability, blood type,
ethnic group, place of birth, hometown, native place, national ID, ID card no., passport no., height, weight, looks,
年龄, 性别, 性 别, 籍贯, 出生, 出生日期, 出生年月, 生日, 婚姻, 婚姻状况, 婚否, 家庭状况, 子女, 宗教, 宗教信仰, 健康,
健康状况, 民族, 身份证, 身份证号, 身份证号码, 政治面貌, 身高, 体重, 血型, 户口, 户籍所在地, 性别/Gender, Sex 性别
"""
HARMLESS = """
language, Manager, line manager, stage, package, Essex plant, shoe size, e-mail, phone, employee no., weighting, Agenda,
engagement, 语言, 直接上级, 邮箱, 工号, 入职日期, 手机, 备注
"""


def listed(headings: str) -> list[str]:
    return [heading.strip() for heading in headings.split(",")]


@pytest.mark.parametrize(("heading", "field"), NAMED)
def test_each_heading_names_its_field_however_it_is_dressed(heading, field):
    dressed = [
        heading,
        heading.upper(),
        f" {heading}* ",
        f"{heading}（必填）",
        f"{heading} (required)",
        heading.replace(" ", "_"),
    ]
    assert {field_of(each) for each in dressed} == {field}
    assert not is_private(heading)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("姓名 Name", "name"),
        ("Department/部门", "department"),
        ("部门(Department)", "department"),
        ("Superior 直接上级", "superior"),
    ],
)
def test_a_heading_in_both_languages_is_understood(heading, field):
    assert field_of(heading) == field


@pytest.mark.parametrize("heading", listed(PRIVATE))
def test_private_columns_are_known_and_no_field(heading):
    """R-DEC-7"""
    assert is_private(heading)


@pytest.mark.parametrize("heading", listed(HARMLESS))
def test_harmless_columns_are_not_private(heading):
    """R-DEC-7"""
    assert not is_private(heading)
