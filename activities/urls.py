"""Addresses of the work: home, dashboards, lines of plans, entries and their evidence."""

from django.urls import path

from activities.views import (
    activity_pages,
    adoption,
    amended_lines,
    amendments,
    closing,
    confirmations,
    dashboard,
    decisions,
    entries,
    evidence,
    history,
    home,
    lines,
    lists,
    packs,
)

app_name = "activities"

urlpatterns = [
    path("", home.Home.as_view(), name="home"),
    path("plans/<int:pk>/", dashboard.PlanDashboard.as_view(), name="plan-dashboard"),
    path(
        "plans/<int:pk>/adoption/",
        adoption.AdoptionPage.as_view(),
        name="plan-adoption",
    ),
    path("plans/<int:pk>/adoption/put-forward/", adoption.PlanPutForward.as_view(), name="plan-put-forward"),
    path("plans/<int:pk>/adoption/send/", adoption.PlanSend.as_view(), name="plan-send"),
    path("plans/<int:pk>/closing/", closing.ClosingPage.as_view(), name="plan-closing"),
    path("plans/<int:pk>/closing/open/", closing.ClosingOpen.as_view(), name="closing-open"),
    path("plans/<int:pk>/closing/lines/", closing.ClosingDecide.as_view(), name="closing-decide"),
    path("plans/<int:pk>/closing/put-forward/", closing.ClosingPutForward.as_view(), name="closing-put-forward"),
    path("plans/<int:pk>/amendments/", amendments.AmendmentList.as_view(), name="amendment-list"),
    path("plans/<int:pk>/amendments/new/", amendments.AmendmentOpen.as_view(), name="amendment-open"),
    path(
        "plans/<int:pk>/amendments/<int:number>/",
        amendments.AmendmentPage.as_view(http_method_names=["get", "head"]),
        name="amendment-detail",
    ),
    path(
        "plans/<int:pk>/amendments/<int:number>/put-forward/",
        amendments.AmendmentPutForward.as_view(),
        name="amendment-put-forward",
    ),
    path("plans/<int:pk>/amendments/<int:number>/drop/", amendments.AmendmentDrop.as_view(), name="amendment-drop"),
    path(
        "plans/<int:pk>/amendments/<int:number>/lines/new/",
        amended_lines.AddedLinePage.as_view(),
        name="amendment-line-add",
    ),
    path(
        "plans/<int:pk>/amendments/<int:number>/lines/<int:change_pk>/",
        amended_lines.AddedLinePage.as_view(),
        name="amendment-line-edit",
    ),
    path(
        "plans/<int:pk>/amendments/<int:number>/changes/<int:change_pk>/remove/",
        amendments.ChangeRemove.as_view(),
        name="amendment-change-remove",
    ),
    path("plans/<int:plan_pk>/activities/", lists.ActivityList.as_view(), name="plan-activity-list"),
    path("plans/<int:plan_pk>/activities/new/", lines.LineAdd.as_view(), name="line-add"),
    path("activities/", lists.ActivityList.as_view(), name="activity-list"),
    path("activities/export.<str:form>", lists.ActivityExport.as_view(), name="activity-export"),
    path(
        "plans/<int:plan_pk>/activities/export.<str:form>",
        lists.ActivityExport.as_view(),
        name="plan-activity-export",
    ),
    path("activities/<int:pk>/", activity_pages.ActivityDetail.as_view(), name="activity-detail"),
    path("activities/<int:pk>/edit/", lines.LineEdit.as_view(), name="line-edit"),
    path("activities/<int:pk>/remove/", lines.LineRemove.as_view(), name="line-remove"),
    path("activities/<int:pk>/amend/", amended_lines.LineAmend.as_view(), name="line-amend"),
    path("activities/<int:pk>/postpone/", amended_lines.LinePostpone.as_view(), name="line-postpone"),
    path("activities/<int:pk>/withdraw/", amended_lines.LineWithdraw.as_view(), name="line-withdraw"),
    path("activities/<int:pk>/correct/", amended_lines.LineCorrect.as_view(), name="line-correct"),
    path("activities/<int:pk>/history/", history.ActivityHistory.as_view(), name="activity-history"),
    path("activities/<int:pk>/confirm/", confirmations.Confirm.as_view(), name="activity-confirm"),
    path("activities/<int:pk>/differ/", confirmations.Differ.as_view(), name="activity-differ"),
    path("activities/<int:activity_pk>/entries/new/", entries.EntryAdd.as_view(), name="entry-add"),
    path("decisions/<int:pk>/", decisions.DecisionDetail.as_view(), name="decision-detail"),
    path("meetings/<int:pk>/pack/", packs.MeetingPackPage.as_view(), name="meeting-pack"),
    path("meetings/<int:pk>/pack/freeze/", packs.MeetingPackFreeze.as_view(), name="meeting-pack-freeze"),
    path("entries/<int:pk>/edit/", entries.EntryEdit.as_view(), name="entry-edit"),
    path("evidence/<int:pk>/file/", evidence.EvidenceFile.as_view(), name="evidence-file"),
    path("evidence/<int:pk>/remove/", evidence.EvidenceRemove.as_view(), name="evidence-remove"),
]
