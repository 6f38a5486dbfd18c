from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LARGEST = 20 * 1024 * 1024


class CheckForm(forms.Form):
    """A PDF that somebody was given and wants to check."""

    file = forms.FileField(
        label=gettext_lazy("PDF file"),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={
            "required": gettext_lazy("Choose a PDF first."),
            "empty": gettext_lazy("This file is empty. Choose the PDF that you were given."),
        },
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(
                _("This file is larger than 20 MB. Our documents are much smaller."), code="too_large"
            )
        if not file.read(1024).lstrip().startswith(b"%PDF-"):
            raise ValidationError(_("This is not a PDF. Choose the file as you were given it."), code="no_pdf")
        file.seek(0)
        return file
