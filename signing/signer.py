from dataclasses import dataclass

from people.models import Person


@dataclass(frozen=True)
class Signer:
    """Who signs, as it will be printed. `key` tells signers apart and is chosen by the caller, such as `person:41`."""

    key: str
    name: str
    name_latin: str = ""
    role_en: str = ""
    role_zh: str = ""
    person: Person | None = None

    @classmethod
    def of(cls, person: Person, key: str = "") -> "Signer":
        """A person of the roster with the department as role."""
        return cls(
            key=key or f"person:{person.pk}",
            name=person.name,
            name_latin=person.name_latin,
            role_en=person.department.name_en,
            role_zh=person.department.name_zh,
            person=person,
        )
