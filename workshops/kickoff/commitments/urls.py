from django.urls import path

from workshops.kickoff.commitments import documents, late, views

urlpatterns = [
    path("commitments/", views.write, name="commitment_write"),
    path("commitments/<int:number>/text/", views.reword, name="commitment_reword"),
    path("commitments/<int:number>/withdrawal/", views.withdraw, name="commitment_withdraw"),
    path("signature/", views.sign, name="sign"),
    path("sheet/", views.sheet, name="my_sheet"),
    path("run/signatures/", views.who_is_missing, name="signatures_missing"),
    path("s/<str:token>/", late.page, name="late_signing"),
    path("s/<str:token>/statement/", late.statement, name="late_statement"),
    path("s/<str:token>/signature/", late.sign, name="late_sign"),
    path("documents/", documents.listing, name="documents"),
    path("documents/statement.pdf", documents.statement, name="statement_pdf"),
    path("documents/commitments.pdf", documents.commitments, name="commitments_pdf"),
    path("documents/sheets/<int:number>.pdf", documents.sheet, name="sheet_pdf"),
]
