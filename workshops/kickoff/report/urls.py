from django.urls import path

from workshops.kickoff.report import desk, views

urlpatterns = [
    path("r/<str:token>/", views.page, name="report"),
    path("r/<str:token>/report.pdf", views.sheet, name="report_pdf"),
    path("papers/links/new/", desk.make, name="report_link"),
    path("papers/links/<int:number>/withdrawal/", desk.withdraw, name="report_link_withdraw"),
]
