/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What must hold between values that are each allowed.
 */
#include "scenario-make.h"

/* The problems of the default scenario with assignments. */
static void
assert_conflict (const char *a, const char *b, SimErrorCode code, const char *pointer,
                 const char *part)
{
  g_autoptr (SimDraft) draft = make_set (sim_draft_new_default (), a);
  if (b)
    draft = make_set (draft, b);
  g_autofree char *text = sim_json_write (sim_draft_root (draft));
  assert_one_problem (text, code, pointer, 0, part);
}

static void
assert_fine (const char *a, const char *b)
{
  g_autoptr (SimDraft) draft = make_set (sim_draft_new_default (), a);
  if (b)
    draft = make_set (draft, b);
  g_autoptr (SimScenario) scenario G_GNUC_UNUSED = make_scenario (draft);
}

static void
one_reference (void)
{
  assert_conflict ("/arms/hand-ear/reference=true", NULL, SIM_ERROR_CONFLICT,
                   "/arms/usual/reference", "\"hand-ear\" is the reference already");
  assert_fine ("/arms/usual/reference=false", NULL);
}

static void
totals (void)
{
  assert_conflict ("/arms/usual/size=99999", "/run/sizes=[100000]", SIM_ERROR_LIMIT, "/arms",
                   "found 100103");
  assert_conflict ("/run/sizes=[60,5]", NULL, SIM_ERROR_CONFLICT, "/run/sizes/1",
                   "leaves 1 in arm \"usual\"");
  assert_conflict ("/arms/hand-ear/size=5000", "/run/sizes=[60]", SIM_ERROR_CONFLICT,
                   "/run/sizes/0", NULL);
  assert_fine ("/run/sizes=[6]", NULL);
  /* With the own total, 152, on top of 64 others a run would have one too many. */
  g_autoptr (GString) many = g_string_new ("/run/sizes=[160");
  for (guint i = 1; i < SIM_MAX_SIZES - 1; i++)
    g_string_append_printf (many, ",%u", 160 + 2 * i);
  g_autofree char *own = g_strdup_printf ("%s,152]", many->str);
  g_autofree char *twice = g_strdup_printf ("%s,160]", many->str);
  g_autofree char *other = g_strdup_printf ("%s,400]", many->str);
  assert_fine (own, NULL);
  assert_fine (twice, NULL);
  assert_conflict (other, NULL, SIM_ERROR_LIMIT, "/run/sizes",
                   "the scenario's own total, 152, comes on top of them");
  assert_fine ("/run/sizes=[100000,60,60]", NULL);
}

static void
times_rise (void)
{
  assert_conflict ("/outcomes/rmdq/visits/week-26/time=8", NULL, SIM_ERROR_CONFLICT,
                   "/outcomes/rmdq/visits/week-26/time", "a time after 8");
}

/* The only problem of the default scenario with scores of 0 to 24 and two assignments. */
static void
assert_bounded (const char *a, const char *b, const char *pointer, const char *part)
{
  g_autoptr (SimDraft) draft
      = make_set (sim_draft_new_default (), "/outcomes/rmdq/type=bounded");
  draft = make_set (draft, "/outcomes/rmdq/max=24");
  draft = make_set (draft, a);
  draft = make_set (draft, b);
  if (pointer) {
    g_autofree char *text = sim_json_write (sim_draft_root (draft));
    assert_one_problem (text, SIM_ERROR_CONFLICT, pointer, 0, part);
  } else {
    g_autoptr (SimScenario) scenario G_GNUC_UNUSED = make_scenario (draft);
  }
}

static void
scales (void)
{
#define OUT "/outcomes/rmdq/"
  assert_bounded (OUT "min=24", "/x-a=1", OUT "max",
                  "the highest score is not above the lowest: found 24; allowed: a number above "
                  "24, the lowest score");
  assert_bounded (OUT "step=5", "/x-a=1", OUT "step",
                  "from the lowest score to the highest it is not a whole number of steps: found "
                  "5; allowed: a step that divides the scale into a whole number of steps");
  assert_bounded (OUT "step=48", "/x-a=1", OUT "step", "not a whole number of steps");
  assert_bounded (OUT "step=0.002", "/x-a=1", OUT "step",
                  "the scale has more than 10000 steps: found 0.002; allowed: at least 0.0024");
  assert_bounded (OUT "step=0.1", OUT "min=-0.3", NULL, NULL); /* whole but for rounding */
  assert_bounded (OUT "step=0.0024", OUT "min=0", NULL, NULL);
}

static void
means_within_the_scale (void)
{
  assert_bounded (OUT "means/usual=[24,8]", "/x-a=1", OUT "means/usual/0",
                  "the mean of the scores does not lie within their scale: found 24; allowed: a "
                  "mean above 0 and below 24");
  assert_bounded (OUT "baseline/mean=0", "/x-a=1", OUT "baseline/mean",
                  "does not lie within their scale: found 0;");
  assert_bounded (OUT "means=25", "/x-a=1", OUT "means", "found 25");
  assert_bounded (OUT "means=[3,25]", "/x-a=1", OUT "means/1", "found 25");
  assert_bounded (OUT "means/usual=[-3,30]", OUT "given=latent", NULL, NULL);
}

/* Four and a half are nearest to each other as 4 and 5, and farthest as 0 and 24. */
static void
sds_within_reach (void)
{
  assert_bounded (OUT "means=4.5", OUT "sd=0.5", OUT "sd",
                  "no such scores have a mean of 4.5 with this SD: found 0.5; allowed: an SD above "
                  "0.5 and below 9.3675, and not too near either");
  assert_bounded (OUT "means=4.5", OUT "sd=9.4", OUT "sd", "with this SD: found 9.4");
  assert_bounded (OUT "means=4.5", OUT "sd=[5,9.4]", OUT "sd/1", "found 9.4");
  assert_bounded (OUT "sd/usual=[5,11.5]", "/x-a=1", OUT "sd/usual/1", "found 11.5");
  assert_bounded (OUT "baseline/sd=12", "/x-a=1", OUT "baseline/sd", "a mean of 11 with this SD");
  assert_bounded (OUT "means=4.5", OUT "sd=0.51", NULL, NULL);
  assert_bounded (OUT "means=4.5", OUT "sd=9.36", NULL, NULL);
  assert_bounded (OUT "sd=30", OUT "given=latent", NULL, NULL);
}

static void
latent_scores_differ (void)
{
  assert_bounded (OUT "means/usual=[-40,3]", OUT "given=latent", OUT "means/usual/0",
                  "nearly all patients would have the same score: found -40; allowed: a latent "
                  "mean nearer to the scale");
#undef OUT
}

static void
correlations_go_together (void)
{
  assert_conflict ("/outcomes/rmdq/correlation/baseline=0.95",
                   "/outcomes/rmdq/correlation/visits=0.1", SIM_ERROR_CONFLICT,
                   "/outcomes/rmdq/correlation",
                   "leading minor of order 3 (baseline, week-8, week-26)");
  assert_conflict ("/outcomes/rmdq/correlation={'type':'compound-symmetry','rho':-0.6}", NULL,
                   SIM_ERROR_CONFLICT, "/outcomes/rmdq/correlation", "order 3");
  /* Without a baseline its correlation plays no part. */
  assert_fine ("/outcomes=[{'id':'y'," SMALL_VISITS ",'means':0,'correlation':{'baseline':0.95,"
               "'visits':0.1}}]",
               "/analyses=[{'id':'m','method':'t-test'}]");
  /* A correlation that is out of range is said once, as that. */
  assert_conflict ("/outcomes/rmdq/correlation/visits=1", NULL, SIM_ERROR_RANGE,
                   "/outcomes/rmdq/correlation/visits", NULL);
}

static void
losses_rise (void)
{
  assert_conflict ("/dropout/proportion=[0.2,0.1]", NULL, SIM_ERROR_CONFLICT,
                   "/dropout/proportion/1", "found 0.1");
  assert_conflict ("/dropout/proportion/usual=[0.2,0.1]", NULL, SIM_ERROR_CONFLICT,
                   "/dropout/proportion/usual/1", NULL);
  assert_fine ("/dropout/proportion=[0.1,0.1]", NULL);
}

static void
methods_need_their_baseline (void)
{
  g_autofree char *ancova = g_strdup ("{'trefoil':1," SMALL_ARMS "," SMALL_OUTCOME "}");
  assert_one_problem (ancova, SIM_ERROR_CONFLICT, "/analyses/main/method", 1, "needs a baseline");
  assert_one_problem ("{'trefoil':1," SMALL_ARMS "," SMALL_OUTCOME
                      ",'analyses':[{'id':'c','method':'change-score'}]}",
                      SIM_ERROR_CONFLICT, "/analyses/c/method", 1, "\"y\" has none");
}

/* The F test has no sums to read of proportions, categories, counts and times. */
static void
omnibus_needs_means (void)
{
  static const char *const others[][2] = {
    { "'type':'binary','proportions':0.4", "risk-difference" },
    { "'type':'binary','proportions':0.4", "proportional-odds" },
    { "'type':'ordinal','categories':2,'probabilities':[0.4,0.6]", "proportional-odds" },
    { "'type':'count','rates':2", "negative-binomial" },
    { "'type':'time-to-event','better':'later','medians':9,'follow-up':9", "log-rank" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    const char *visits = strstr (others[i][0], "time-to") ? "" : "," SMALL_VISITS;
    g_autofree char *text = g_strdup_printf (
        "{'trefoil':1," SMALL_ARMS ",'outcomes':[{'id':'y',%s%s}],"
        "'analyses':[{'id':'m','method':'%s'}],'testing':{'omnibus':'anova'}}",
        others[i][0], visits, others[i][1]);
    assert_one_problem (text, SIM_ERROR_CONFLICT, "/testing/omnibus", 1, "does not analyse");
  }
  assert_fine ("/testing/omnibus=anova", NULL);
}

static void
comparisons (void)
{
  assert_conflict ("/testing/hypotheses/HE-UC/compare=['usual','usual']", NULL, SIM_ERROR_CONFLICT,
                   "/testing/hypotheses/HE-UC/compare", "itself");
  assert_conflict ("/testing/hypotheses/ST-UC/compare=['hand-ear','usual']", NULL,
                   SIM_ERROR_CONFLICT, "/testing/hypotheses/ST-UC/compare", "\"HE-UC\"");
  assert_conflict ("/testing/hypotheses/ST-UC/compare=['usual','hand-ear']", NULL,
                   SIM_ERROR_CONFLICT, "/testing/hypotheses/ST-UC/compare", "\"HE-UC\"");
  /* One-sided, the two directions are two questions. */
  assert_fine ("/testing/hypotheses/ST-UC/compare=['usual','hand-ear']", "/testing/sides=1");
  /* So are two analyses of one comparison. */
  assert_fine ("/analyses=[{'id':'main'},{'id':'raw','method':'t-test'}]",
               "/testing/hypotheses/ST-UC={'id':'ST-UC','compare':['hand-ear','usual'],"
               "'analysis':'raw'}");
}

/* Likelihood is what the mixed model for repeated measures does, and what it alone does. */
static void
likelihood_is_of_the_mixed_model (void)
{
  g_autoptr (SimDraft) draft
      = make_set (sim_draft_new_default (), "/analyses=[{'id':'m','method':'mmrm'}]");
  g_autoptr (SimScenario) scenario = make_scenario (draft);
  g_assert_cmpstr (sim_scenario_text (scenario, "/analyses/m/missing"), ==, "likelihood");
  assert_fine ("/analyses=[{'id':'m','method':'mmrm','missing':'likelihood'}]", NULL);
  assert_conflict ("/analyses=[{'id':'m','method':'mmrm','missing':'complete-cases'}]", NULL,
                   SIM_ERROR_CONFLICT, "/analyses/m/missing", "likelihood");
  assert_conflict ("/analyses=[{'id':'m','method':'ancova','missing':'likelihood'}]", NULL,
                   SIM_ERROR_CONFLICT, "/analyses/m/missing", "complete-cases");
}

static void
what_dunnett_accepts (void)
{
  static const char two[] = "/testing/hypotheses=[{'id':'A','compare':['hand-ear','usual']},"
                            "{'id':'B','compare':['standard','usual']}]";
  assert_conflict ("/testing/multiplicity/method=dunnett", NULL, SIM_ERROR_CONFLICT,
                   "/testing/multiplicity/method", "one control");
  g_autoptr (SimDraft) draft = make_set (sim_draft_new_default (), two);
  draft = make_set (draft, "/testing/multiplicity/method=dunnett");
  g_autoptr (SimScenario) fine G_GNUC_UNUSED = make_scenario (draft);
  g_autoptr (SimDraft) welch
      = make_set (sim_draft_ref (draft), "/analyses=[{'id':'w','method':'t-test','variance':"
                                         "'welch'}]");
  g_autofree char *welch_text = sim_json_write (sim_draft_root (welch));
  assert_one_problem (welch_text, SIM_ERROR_CONFLICT, "/testing/multiplicity/method", 0,
                      "variance welch");
  g_autoptr (SimDraft) mixed
      = make_set (sim_draft_ref (draft), "/analyses=[{'id':'main'},{'id':'t','method':'t-test'}]");
  mixed = make_set (mixed, "/testing/hypotheses/B/analysis=t");
  g_autofree char *mixed_text = sim_json_write (sim_draft_root (mixed));
  assert_one_problem (mixed_text, SIM_ERROR_CONFLICT, "/testing/multiplicity/method", 0,
                      "one analysis");
}

static void
basis_leads_somewhere (void)
{
  assert_one_problem ("{'trefoil':1,\n'basis':{\n'/arms/nobody/size':{'kind':'assumed'}}}",
                      SIM_ERROR_REFERENCE, "/basis/~1arms~1nobody~1size", 3, "leads nowhere");
  assert_one_problem ("{'trefoil':1,'basis':{'/titel':{'kind':'assumed'}}}", SIM_ERROR_REFERENCE,
                      "/basis/~1titel", 1, NULL);
  assert_one_problem ("{'trefoil':1,'basis':{'arms':{'kind':'assumed'}}}", SIM_ERROR_POINTER,
                      "/basis/arms", 1, NULL);
  assert_one_problem ("{'trefoil':1,'basis':{'/run/seed':{'kind':'assumed','range':[2,1]}}}",
                      SIM_ERROR_CONFLICT, "/basis/~1run~1seed/range", 1, "wrong way round");
  /* Elements of a value that is written in a shorter shape, and defaults, are somewhere. */
  assert_fine ("/basis={'/outcomes/rmdq/sd/usual/1':{'kind':'assumed'},'/testing/omnibus':"
               "{'kind':'assumed'},'/arms/0/size':{'kind':'reported'}}",
               NULL);
}

/* The default scenario with a basis below every part, and one assignment: one problem, no more. */
static void
assert_root_alone (const char *assignment, SimErrorCode code, const char *pointer)
{
  assert_conflict ("/basis={'/arms/usual/size':{'kind':'assumed'},'/outcomes/rmdq/sd':"
                   "{'kind':'assumed'},'/outcomes/rmdq/visits/week-8/time':{'kind':'assumed'},"
                   "'/outcomes/rmdq/means/usual':{'kind':'assumed'},"
                   "'/outcomes/rmdq/correlation/visits':{'kind':'assumed'},"
                   "'/dropout/proportion/usual':{'kind':'assumed'},"
                   "'/analyses/main/adjust-for':{'kind':'assumed'},"
                   "'/analyses/0/method':{'kind':'assumed'}}",
                   assignment, code, pointer, NULL);
}

static void
one_mistake_is_said_once (void)
{
  assert_root_alone ("/analyses/0/method=foo", SIM_ERROR_CHOICE, "/analyses/main/method");
  assert_root_alone ("/outcomes/0/type=foo", SIM_ERROR_CHOICE, "/outcomes/rmdq/type");
  assert_root_alone ("/outcomes/0/correlation/type=foo", SIM_ERROR_CHOICE,
                     "/outcomes/rmdq/correlation/type");
  assert_root_alone ("/dropout/mechanism=foo", SIM_ERROR_CHOICE, "/dropout/mechanism");
  assert_root_alone ("/outcomes/0/id=7", SIM_ERROR_KIND, "/outcomes/0/id");
  assert_root_alone ("/outcomes=[]", SIM_ERROR_SHAPE, "/outcomes");
  assert_root_alone ("/outcomes/0/means=null", SIM_ERROR_MISSING, "/outcomes/rmdq/means");
  assert_root_alone ("/outcomes/0/visits=[]", SIM_ERROR_SHAPE, "/outcomes/rmdq/visits");
  assert_root_alone ("/arms=[]", SIM_ERROR_SHAPE, "/arms");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check-meaning/one-reference", one_reference);
  g_test_add_func ("/check-meaning/totals", totals);
  g_test_add_func ("/check-meaning/times-rise", times_rise);
  g_test_add_func ("/check-meaning/correlations", correlations_go_together);
  g_test_add_func ("/check-meaning/scales", scales);
  g_test_add_func ("/check-meaning/means-within-the-scale", means_within_the_scale);
  g_test_add_func ("/check-meaning/sds-within-reach", sds_within_reach);
  g_test_add_func ("/check-meaning/latent-scores-differ", latent_scores_differ);
  g_test_add_func ("/check-meaning/losses-rise", losses_rise);
  g_test_add_func ("/check-meaning/methods-need-baseline", methods_need_their_baseline);
  g_test_add_func ("/check-meaning/omnibus", omnibus_needs_means);
  g_test_add_func ("/check-meaning/comparisons", comparisons);
  g_test_add_func ("/check-meaning/likelihood", likelihood_is_of_the_mixed_model);
  g_test_add_func ("/check-meaning/dunnett", what_dunnett_accepts);
  g_test_add_func ("/check-meaning/basis", basis_leads_somewhere);
  g_test_add_func ("/check-meaning/one-mistake", one_mistake_is_said_once);
  return g_test_run ();
}
