from django.urls import path

from workshops.kickoff.consensus.views import console, corrections, page, phone

urlpatterns = [
    path("statement/", page.read, name="statement"),
    path("clauses/<int:number>/stance/", phone.take, name="stance_take"),
    path("clauses/<int:number>/stance/withdrawal/", phone.take_back, name="stance_take_back"),
    path("clauses/<int:number>/reading/", phone.read_on, name="clause_read"),
    path("clauses/support/", phone.support_others, name="support_others"),
    path("fist/", phone.show_hand, name="fist_show"),
    path("run/statement/", page.freeze, name="statement_freeze"),
    path("run/statement/introduction/", page.introduce, name="statement_introduction"),
    path("run/statement/introduction/words/", console.reword_introduction, name="reword_introduction"),
    path("run/statement/annex/", page.move_to_annex, name="statement_annex"),
    path("run/goals/<int:number>/deferral/", page.defer, name="goal_deferral"),
    path("run/goals/<int:number>/serving/", page.serve, name="goal_serving"),
    path("run/clauses/shown/", console.show, name="clause_show"),
    path("run/clauses/<int:number>/reply/", console.reply, name="clause_reply"),
    path("run/clauses/<int:number>/words/", console.reword, name="clause_reword"),
    path("run/actions/<int:number>/words/", console.reword_deed, name="deed_reword"),
    path("run/clauses/<int:number>/paper/", console.type_paper, name="clause_paper"),
    path("run/fist/hands/", console.count_hands, name="hands_count"),
    path("run/fist/raised/", console.raise_hands, name="hands_raise"),
    path("run/fist/<int:number>/reply/", console.reply_to_fist, name="fist_reply"),
    path("run/fist/hands/<int:number>/reply/", console.reply_to_hands, name="hands_reply"),
    path("run/statement/corrections/", corrections.desk, name="corrections"),
    path("run/statement/corrections/new/", corrections.write, name="correction_write"),
    path("run/statement/corrections/<int:number>/signature/", corrections.sign_at_desk, name="correction_sign"),
    path("statement/corrections/<int:number>/signature/", corrections.sign_as_lead, name="correction_sign_lead"),
    path("documents/corrections/<int:number>.pdf", corrections.pdf, name="correction_pdf"),
]
