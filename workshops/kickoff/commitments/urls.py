from django.urls import path

from workshops.kickoff.commitments import desk, documents, late, views

urlpatterns = [
    path("commitments/", views.write, name="commitment_write"),
    path("commitments/<int:number>/text/", views.reword, name="commitment_reword"),
    path("commitments/<int:number>/withdrawal/", views.withdraw, name="commitment_withdraw"),
    path("commitments/<int:number>/wall/", views.show, name="commitment_show"),
    path("signature/", views.sign, name="sign"),
    path("sheet/", views.sheet, name="my_sheet"),
    path("needs/", views.asked_of_me, name="my_needs"),
    path("run/needs/", desk.all_needs, name="needs"),
    path("run/standing/", desk.next_standing, name="next_standing"),
    path("run/signatures/", desk.who_is_missing, name="signatures_missing"),
    path("run/signatures/<int:number>/", desk.on_paper, name="signature_on_paper"),
    path("run/signatures/<int:number>/commitments/", desk.write_for, name="commitment_write_for"),
    path("run/signatures/<int:number>/withdrawal/", desk.withdraw_for, name="commitment_withdraw_for"),
    path("run/signatures/<int:number>/page/", desk.print_page, name="signature_print"),
    path("run/signatures/<int:number>/hand/", desk.sign_for, name="signature_for"),
    path("run/signatures/<int:number>/photo/", desk.photo, name="signature_photo"),
    path("s/<str:token>/", late.page, name="late_signing"),
    path("s/<str:token>/statement/", late.statement, name="late_statement"),
    path("s/<str:token>/signature/", late.sign, name="late_sign"),
    path("documents/", documents.listing, name="documents"),
    path("documents/statement.pdf", documents.statement, name="statement_pdf"),
    path("documents/commitments.pdf", documents.commitments, name="commitments_pdf"),
    path("documents/sheets/<int:number>.pdf", documents.sheet, name="sheet_pdf"),
]
