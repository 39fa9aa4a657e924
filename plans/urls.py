"""Addresses of the frame: agreements, plans, a person's own settings."""

from django.urls import path

from plans.views import account, agreements, history, objectives, plan_pages, proposals

app_name = "plans"

urlpatterns = [
    path("agreements/", agreements.AgreementList.as_view(), name="agreement-list"),
    path("agreements/<int:pk>/", agreements.AgreementDetail.as_view(), name="agreement-detail"),
    path("agreements/<int:pk>/history/", history.AgreementHistory.as_view(), name="agreement-history"),
    path("agreements/<int:pk>/put-in-force/", agreements.AgreementPutInForce.as_view(), name="agreement-put-in-force"),
    path("agreements/<int:pk>/end/", agreements.AgreementEnd.as_view(), name="agreement-end"),
    path("agreements/<int:pk>/plans/new/", plan_pages.PlanStart.as_view(), name="plan-start"),
    path("documents/<int:pk>/file/", agreements.DocumentFile.as_view(), name="document-file"),
    path(
        "proposals/<int:pk>/",
        proposals.ProposalPage.as_view(http_method_names=["get", "head"]),
        name="proposal-detail",
    ),
    path("proposals/<int:pk>/consent/", proposals.Consent.as_view(), name="proposal-consent"),
    path("proposals/<int:pk>/return/", proposals.GiveBack.as_view(), name="proposal-return"),
    path("proposals/<int:pk>/paper/", proposals.RecordPaper.as_view(), name="proposal-paper"),
    path("proposals/<int:pk>/consent/take-back/", proposals.TakeBackConsent.as_view(), name="consent-take-back"),
    path("proposals/<int:pk>/take-back/", proposals.TakeBack.as_view(), name="proposal-take-back"),
    path("acts/<int:pk>/scan/", proposals.ScanFile.as_view(), name="act-scan"),
    path("plans/", plan_pages.PlanList.as_view(), name="plan-list"),
    path("plans/<int:pk>/history/", history.PlanHistory.as_view(), name="plan-history"),
    path("plans/<int:pk>/objectives/new/", objectives.ObjectiveAdd.as_view(), name="objective-add"),
    path("objectives/<int:pk>/edit/", objectives.ObjectiveEdit.as_view(), name="objective-edit"),
    path("objectives/<int:pk>/remove/", objectives.ObjectiveRemove.as_view(), name="objective-remove"),
    path("account/", account.Account.as_view(), name="account"),
    path("language/", account.LanguageChoose.as_view(), name="language-choose"),
]
