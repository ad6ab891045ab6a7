/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is said about the values of who the patients are. Each text has its mistake on line 2.
 */
#include "scenario-make.h"

static void
refused (const char *line, SimErrorCode code, const char *pointer, const char *part)
{
  g_autofree char *text = g_strdup_printf ("{'trefoil':1,\n%s}", line);
  g_test_message ("%s", line);
  assert_one_problem (text, code, pointer, 2, part);
}

static void
accepted (const char *line)
{
  g_autofree char *text = g_strdup_printf ("{'trefoil':1,\n%s}", line);
  g_test_message ("%s", line);
  g_autoptr (SimScenario) scenario G_GNUC_UNUSED = make_valid (text);
}

#define LEVELS(a, b)                                                                               \
  "'strata':[{'id':'s','levels':[{'id':'l','prevalence':0.5" a "},{'id':'m','prevalence':0.5" b    \
  "}]}]"

/* --- shapes -------------------------------------------------------------------------------- */

static void
names_of_outcomes_and_arms (void)
{
  refused (LEVELS (",'effect':{'rmdk':1}", ""), SIM_ERROR_REFERENCE,
           "/strata/s/levels/l/effect/rmdk",
           "\"rmdk\" names none of the outcomes; did you mean \"rmdq\"?; allowed: rmdq");
  refused (LEVELS (",'interaction':{'rmdq':{'usal':1}}", ""), SIM_ERROR_REFERENCE,
           "/strata/s/levels/l/interaction/rmdq/usal", "did you mean \"usual\"?");
  refused (LEVELS (",'interaction':{'usual':1}", ""), SIM_ERROR_REFERENCE,
           "/strata/s/levels/l/interaction/usual", "names none of the outcomes");
  refused ("'covariates':[{'id':'x','correlation':{'rmdq':1}}]", SIM_ERROR_RANGE,
           "/covariates/x/correlation/rmdq", "above -1 and below 1");
  refused ("'practitioners':{'caseload':{'standrd':4},'icc':0.1}", SIM_ERROR_REFERENCE,
           "/practitioners/caseload/standrd",
           "\"standrd\" names none of the arms; did you mean \"standard\"?; allowed: one of "
           "hand-ear, standard, usual");
  refused ("'adherence':{'proportion':{'nobody':0.5}}", SIM_ERROR_REFERENCE,
           "/adherence/proportion/nobody", "names none of the arms");
  refused ("'response-sd':{'us':1}", SIM_ERROR_REFERENCE, "/response-sd/us", "none of the arms");
  refused ("'dropout':{'gaps':{'us':0.1}}", SIM_ERROR_REFERENCE, "/dropout/gaps/us", NULL);
  refused ("'dropout':{'mechanism':{'usual':'mcar','standard':'mcar'}}", SIM_ERROR_SHAPE,
           "/dropout/mechanism", "no value for arm \"hand-ear\"");
}

static void
lists_in_place_of_numbers (void)
{
  refused ("'practitioners':{'caseload':[],'icc':0.1}", SIM_ERROR_SHAPE, "/practitioners/caseload",
           "too few: 0");
  refused ("'practitioners':{'caseload':{'usual':[5,0]},'icc':0.1}", SIM_ERROR_RANGE,
           "/practitioners/caseload/usual/1", "a whole number from 1 to 100000");
  refused ("'practitioners':{'count':{'usual':[1,'x']},'icc':0.1}", SIM_ERROR_KIND,
           "/practitioners/count/usual/1", "a number from 1e-6");
  refused ("'practitioners':{'icc':[0.1],'count':3}", SIM_ERROR_KIND, "/practitioners/icc", NULL);
  GString *many = g_string_new ("'practitioners':{'icc':0.1,'caseload':[1");
  for (guint i = 0; i < 256; i++)
    g_string_append (many, ",1");
  g_string_append (many, "]}");
  refused (many->str, SIM_ERROR_LIMIT, "/practitioners/caseload", "too many: 257");
  g_string_free (many, TRUE);
}

static void
limits (void)
{
  refused ("'strata':[1,2,3,4,5]", SIM_ERROR_LIMIT, "/strata", "too many: 5");
  refused ("'covariates':[1,2,3,4,5]", SIM_ERROR_LIMIT, "/covariates", "too many: 5");
  refused ("'switching':[1,2,3,4,5,6,7]", SIM_ERROR_LIMIT, "/switching", "too many: 7");
  refused ("'strata':[{'id':'s','levels':[1,2,3,4,5,6,7]}]", SIM_ERROR_LIMIT, "/strata/s/levels",
           "too many: 7");
  refused ("'strata':[{'id':'s','levels':[]}]", SIM_ERROR_SHAPE, "/strata/s/levels", NULL);
  refused ("'centres':{'count':1001,'icc':0.1}", SIM_ERROR_RANGE, "/centres/count", "2 to 1000");
  refused ("'centres':{'count':1e300,'icc':0.1}", SIM_ERROR_RANGE, "/centres/count", NULL);
  refused ("'practitioners':{'count':100001,'icc':0.1}", SIM_ERROR_RANGE, "/practitioners/count",
           NULL);
  accepted ("'centres':{'count':1000,'icc':0.1}");
}

/* --- single rules -------------------------------------------------------------------------- */

static void
prevalences_add_up (void)
{
  refused ("'strata':[{'id':'s','levels':[{'id':'l','prevalence':0.5},{'id':'m','prevalence':"
           "0.4}]}]",
           SIM_ERROR_CONFLICT, "/strata/s/levels",
           "do not add up to 1: found 0.9; allowed: prevalences that add up to 1");
  refused ("'strata':[{'id':'s','levels':[{'id':'l','prevalence':0.5},{'id':'m','prevalence':"
           "0.500000002}]}]",
           SIM_ERROR_CONFLICT, "/strata/s/levels", NULL);
  accepted ("'strata':[{'id':'s','levels':[{'id':'l','prevalence':0.1},{'id':'m','prevalence':"
            "0.2},{'id':'n','prevalence':0.7}]}]");
  accepted ("'strata':[{'id':'s','levels':[{'id':'l','prevalence':0.3333333333},"
            "{'id':'m','prevalence':0.6666666667}]}]");
  refused ("'strata':[{'id':'s','levels':[{'id':'l'},{'id':'m','prevalence':0.4}]}]",
           SIM_ERROR_MISSING, "/strata/s/levels/l/prevalence", NULL);
}

static void
one_way_to_count (void)
{
  refused ("'practitioners':{'icc':0.1}", SIM_ERROR_MISSING, "/practitioners",
           "\"count\" or \"caseload\" is missing");
  refused ("'practitioners':{'count':3,'caseload':3,'icc':0.1}", SIM_ERROR_CONFLICT,
           "/practitioners/caseload", "said by \"count\" already: found 3");
  refused ("'practitioners':{'caseload':3,'icc':0.1},'centres':{'count':3,'icc':0.1,"
           "'practitioners-each':2}",
           SIM_ERROR_CONFLICT, "/centres/practitioners-each", "\"caseload\" of the practitioners");
  refused ("'centres':{'count':3,'icc':0.1,'practitioners-each':2}", SIM_ERROR_CONFLICT,
           "/centres/practitioners-each", "how alike the patients of a practitioner are");
}

static void
one_way_to_vary (void)
{
  refused ("'practitioners':{'count':3}", SIM_ERROR_MISSING, "/practitioners",
           "\"icc\" or \"sd\" is missing");
  refused ("'practitioners':{'count':3,'icc':0.1,'sd':1}", SIM_ERROR_CONFLICT, "/practitioners/sd",
           "said by \"icc\" already: found 1; allowed: icc or sd");
  refused ("'centres':{'count':3}", SIM_ERROR_MISSING, "/centres", "\"icc\" or \"sd\"");
  refused ("'centres':{'count':3,'icc':0.1,'sd':1}", SIM_ERROR_CONFLICT, "/centres/sd", NULL);
  refused ("'centres':{'icc':0.1}", SIM_ERROR_MISSING, "/centres/count", NULL);
  refused ("'practitioners':{'count':{'standard':3,'usual':[1,2]},'icc':{'standard':0.1}}",
           SIM_ERROR_SHAPE, "/practitioners/icc",
           "no value for arm \"usual\", which has practitioners");
  refused ("'practitioners':{'count':{'standard':3},'sd':{'usual':1}}", SIM_ERROR_SHAPE,
           "/practitioners/sd", "no value for arm \"standard\"");
  accepted ("'practitioners':{'count':{'standard':3},'icc':{'standard':0.1}}");
}

static void
sharing (void)
{
#define SHARED(groups)                                                                             \
  "'practitioners':{'count':{'hand-ear':3,'standard':3},'icc':0.1,'shared':" groups "}"
  refused (SHARED ("[['hand-ear','usual']]"), SIM_ERROR_CONFLICT, "/practitioners/shared/0/1",
           "the arm has no practitioners: found \"usual\"");
  refused (SHARED ("[['hand-ear','hand-ear']]"), SIM_ERROR_CONFLICT, "/practitioners/shared/0/1",
           "shares its practitioners already");
  refused (SHARED ("[['hand-ear','nobody']]"), SIM_ERROR_REFERENCE, "/practitioners/shared/0/1",
           NULL);
  refused (SHARED ("[['hand-ear']]"), SIM_ERROR_SHAPE, "/practitioners/shared/0", "too few: 1");
  refused (SHARED ("[['hand-ear','standard'],'usual']"), SIM_ERROR_KIND, "/practitioners/shared/1",
           "each the id of one of /arms");
  refused ("'practitioners':{'caseload':3,'icc':0.1,'shared':[['hand-ear','usual'],"
           "['standard','usual']]}",
           SIM_ERROR_CONFLICT, "/practitioners/shared/1/1", NULL);
  accepted (SHARED ("[['hand-ear','standard']]"));
#undef SHARED
}

static void
the_reference_is_left_alone (void)
{
  refused ("'response-sd':{'usual':1}", SIM_ERROR_CONFLICT, "/response-sd/usual",
           "has no meaning in the reference arm \"usual\": found 1; allowed: 0, or no value");
  refused ("'adherence':{'proportion':{'usual':0.5}}", SIM_ERROR_CONFLICT,
           "/adherence/proportion/usual", "allowed: 1, or no value");
  accepted ("'response-sd':{'usual':0,'standard':1}");
  accepted ("'adherence':{'proportion':{'usual':1,'standard':0.5}}");
  assert_one_problem ("{'trefoil':1," SMALL_ARMS "," SMALL_OUTCOME "," SMALL_REST
                      ",\n'response-sd':{'c':1}}",
                      SIM_ERROR_CONFLICT, "/response-sd/c", 2, NULL);
}

static void
adherence_is_against_a_reference (void)
{
  static const char text[]
      = "{'trefoil':1,'arms':[{'id':'a','size':20},{'id':'b','size':20}],"
        "'outcomes':[{'id':'y','means':1}]," SMALL_REST ",\n'adherence':{'proportion':%s}}";
  g_autofree char *some = g_strdup_printf (text, "{'b':0.9}");
  g_autofree char *all = g_strdup_printf (text, "1");
  assert_one_problem (some, SIM_ERROR_CONFLICT, "/adherence/proportion", 2, "no reference arm");
  g_autoptr (SimScenario) fine G_GNUC_UNUSED = make_valid (all);
}

static void
switches (void)
{
#define SWITCH(from, to, p) "{'from':'" from "','to':'" to "','proportion':" p "}"
  refused ("'switching':[" SWITCH ("usual", "usual", "0.1") "]", SIM_ERROR_CONFLICT,
           "/switching/0/to", "cannot switch to the arm that they are of: found \"usual\"");
  refused ("'switching':[" SWITCH ("usual", "nobody", "0.1") "]", SIM_ERROR_REFERENCE,
           "/switching/0/to", NULL);
  refused ("'switching':[" SWITCH ("usual", "standard", "0.1") "," SWITCH ("usual", "standard",
                                                                           "0.2") "]",
           SIM_ERROR_CONFLICT, "/switching/1/to", "given already");
  refused ("'switching':[" SWITCH ("usual", "standard", "0.6") "," SWITCH (
               "standard", "usual", "0.6") "," SWITCH ("usual", "hand-ear", "0.5") "]",
           SIM_ERROR_CONFLICT, "/switching/2/proportion",
           "more than all patients of arm \"usual\" switch: found 0.5");
  accepted ("'switching':[" SWITCH ("usual", "standard", "0.6") "," SWITCH ("usual", "hand-ear",
                                                                            "0.4") "]");
  refused ("'switching':[{'from':'usual','to':'standard'}]", SIM_ERROR_MISSING,
           "/switching/0/proportion", NULL);
#undef SWITCH
}

static void
losses_by_score (void)
{
  refused ("'dropout':{'mechanism':'mar'}", SIM_ERROR_MISSING, "/dropout/log-odds",
           "\"log-odds\" is missing");
  refused ("'dropout':{'mechanism':{'hand-ear':'mar','standard':'mcar','usual':'mnar'},"
           "'log-odds':{'hand-ear':0.1}}",
           SIM_ERROR_MISSING, "/dropout/log-odds/usual", "missing for arm \"usual\"");
  refused ("'dropout':{'log-odds':0.1}", SIM_ERROR_CONFLICT, "/dropout/log-odds",
           "losses of mechanism mcar depend on no score: found 0.1");
  refused ("'dropout':{'mechanism':{'hand-ear':'mar','standard':'mcar','usual':'mist'},"
           "'log-odds':0.1}",
           SIM_ERROR_CHOICE, "/dropout/mechanism/usual", NULL);
  refused ("'dropout':{'mechanism':7}", SIM_ERROR_KIND, "/dropout/mechanism",
           "one of mcar, mar, mnar, or an object with one for every arm");
  refused ("'estimand':'while-on-treatment'", SIM_ERROR_CHOICE, "/estimand",
           "one of treatment-policy, hypothetical");
}

/* --- matrices ------------------------------------------------------------------------------ */

static void
matrix_refused (const char *values, SimErrorCode code, const char *pointer, const char *part)
{
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  g_autofree char *assignment
      = g_strdup_printf ("/outcomes/rmdq/correlation={'type':'matrix','values':%s}", values);
  g_autofree char *at = g_strconcat ("/outcomes/rmdq/correlation", pointer, NULL);
  draft = make_set (draft, assignment);
  g_autofree char *text = sim_json_write (sim_draft_root (draft));
  assert_one_problem (text, code, at, 0, part);
}

static void
matrices (void)
{
  matrix_refused ("7", SIM_ERROR_KIND, "/values",
                  "allowed: 3 rows of 3 numbers, over the baseline and the visits");
  matrix_refused ("[[1,0],[0,1]]", SIM_ERROR_SHAPE, "/values", "2 rows");
  matrix_refused ("[[1,0,0],[0,1],[0,0,1]]", SIM_ERROR_SHAPE, "/values/1", "a row of 2");
  matrix_refused ("[[1,0,0],0,[0,0,1]]", SIM_ERROR_KIND, "/values/1", NULL);
  matrix_refused ("[[1,0,0.2],[0,1,0],[0.1,0,1]]", SIM_ERROR_CONFLICT, "/values/2/0",
                  "not symmetric: row 1 has another value in column 3: found 0.1; allowed: 0.2");
  matrix_refused ("[[1,0,0],[0,0.9,0],[0,0,1]]", SIM_ERROR_CONFLICT, "/values/1/1",
                  "found 0.9; allowed: 1");
  matrix_refused ("[[1,0,0],[0,1,'x'],[0,0,1]]", SIM_ERROR_KIND, "/values/1/2", NULL);
  matrix_refused ("[[1,0.9,0.9],[0.9,1,0.1],[0.9,0.1,1]]", SIM_ERROR_CONFLICT, "",
                  "leading minor of order 3 (baseline, week-8, week-26)");
  g_autoptr (GPtrArray) both = problems_of (
      "{'trefoil':1," SMALL_ARMS ",'outcomes':[{'id':'y'," SMALL_VISITS
      ",'means':1,\n'correlation':{'type':'matrix','values':[[1,1],[1,1]]}}]," SMALL_REST "}");
  g_assert_cmpuint (both->len, ==, 2);
  const SimProblem *first
      = find_problem (both, SIM_ERROR_RANGE, "/outcomes/y/correlation/values/0/1");
  g_assert_nonnull (first);
  g_assert_cmpint (first->line, ==, 2);
}

/* --- parts of the variance ----------------------------------------------------------------- */

static void
parts_of_the_variance (void)
{
  refused ("'response-sd':{'standard':5}", SIM_ERROR_CONFLICT, "/response-sd",
           "the parts leave nothing of the variance of arm \"standard\" at visit \"week-8\" "
           "(shares of it: response 1): found 1; allowed: shares that stay below 1 together");
  refused ("'response-sd':{'standard':3},'practitioners':{'count':{'standard':3},'icc':0.7}",
           SIM_ERROR_CONFLICT, "/practitioners",
           "(shares of it: practitioners 0.7, response 0.36): found 1.06");
  refused (LEVELS (",'interaction':{'rmdq':{'usual':10}}", ""), SIM_ERROR_CONFLICT, "/strata",
           "arm \"usual\"");
  refused ("'centres':{'count':4,'icc':0.3,'effect-sd':2.5},'practitioners':{'count':"
           "{'hand-ear':3,'usual':3},'icc':0.45}",
           SIM_ERROR_CONFLICT, "/centres", "arm \"hand-ear\"");
  accepted ("'response-sd':{'standard':2}");
  /* At whichever visit it is worst. */
  g_autoptr (SimDraft) draft = make_set (sim_draft_new_default (), "/outcomes/rmdq/sd=[5,3]");
  draft = make_set (draft, "/response-sd={'standard':4}");
  g_autofree char *text = sim_json_write (sim_draft_root (draft));
  assert_one_problem (text, SIM_ERROR_CONFLICT, "/response-sd", 0,
                      "of arm \"standard\" at visit \"week-26\" (shares of it: response 1.778)");
}

/* At baseline as well, and there once for all arms. */
static void
parts_at_baseline (void)
{
  g_autoptr (SimDraft) draft = make_set (sim_draft_new_default (), "/outcomes/rmdq/baseline/sd=1");
  draft = make_set (draft, "/centres={'count':4,'sd':1}");
  g_autofree char *text = sim_json_write (sim_draft_root (draft));
  assert_one_problem (text, SIM_ERROR_CONFLICT, "/centres", 0,
                      "nothing of the variance at baseline (shares of it: centres 1)");
}

static void
parts_of_the_correlations (void)
{
  /* 1 - 0.8 and 0.7 - 0.8 at visits are fine, but 0.5 with the baseline is then too much. */
  assert_one_problem (
      "{'trefoil':1,'response-sd':{'standard':4.4}}", SIM_ERROR_CONFLICT,
      "/outcomes/rmdq/correlation", 1,
      "not positive definite in arm \"standard\", its leading minor of order 2 (baseline, "
      "week-8)");
  g_autoptr (SimDraft) draft = make_draft (SMALL);
  draft = make_set (draft, "/outcomes/y/correlation/visits=-0.9");
  draft = make_set (draft, "/response-sd={'b':0.4}");
  g_autofree char *text = sim_json_write (sim_draft_root (draft));
  assert_one_problem (text, SIM_ERROR_CONFLICT, "/outcomes/y/correlation", 0,
                      "in arm \"b\", its leading minor of order 2 (v1, v2)");
}

/* Every arm in which it fails is told of, and other problems beside. */
static void
all_at_once (void)
{
  g_autoptr (GPtrArray) problems
      = problems_of ("{'trefoil':1,\n'response-sd':6,\n'switching':[{'from':'usual','to':'usual',"
                     "'proportion':0.1}]}");
  g_assert_cmpuint (problems->len, ==, 3);
  const SimProblem *first = problems->pdata[0], *second = problems->pdata[1];
  g_assert_nonnull (strstr (first->message, "\"hand-ear\""));
  g_assert_nonnull (strstr (second->message, "\"standard\""));
  g_assert_cmpint (first->line, ==, 2);
  g_assert_nonnull (find_problem (problems, SIM_ERROR_CONFLICT, "/switching/0/to"));
}

/* Behind so many other problems that its own is not listed, a list is still not read too far. */
static void
hostile_lists (void)
{
  GString *text = g_string_new ("{'trefoil':1,'run':{");
  for (guint i = 0; i < 250; i++)
    g_string_append_printf (text, "%s'q%u':1", i ? "," : "", i);
  g_string_append (text, "},'switching':[");
  for (guint i = 0; i < 5000; i++)
    g_string_append (text, i ? ",{}" : "{}");
  g_string_append (text, "],'strata':[");
  for (guint i = 0; i < 5000; i++)
    g_string_append (text, i ? ",{}" : "{}");
  g_string_append (text, "]}");
  g_autoptr (GPtrArray) problems = problems_of (text->str);
  g_assert_cmpuint (problems->len, ==, 201);
  g_string_free (text, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check-people/names", names_of_outcomes_and_arms);
  g_test_add_func ("/check-people/lists", lists_in_place_of_numbers);
  g_test_add_func ("/check-people/limits", limits);
  g_test_add_func ("/check-people/prevalences", prevalences_add_up);
  g_test_add_func ("/check-people/one-way-to-count", one_way_to_count);
  g_test_add_func ("/check-people/one-way-to-vary", one_way_to_vary);
  g_test_add_func ("/check-people/sharing", sharing);
  g_test_add_func ("/check-people/reference", the_reference_is_left_alone);
  g_test_add_func ("/check-people/adherence", adherence_is_against_a_reference);
  g_test_add_func ("/check-people/switches", switches);
  g_test_add_func ("/check-people/losses", losses_by_score);
  g_test_add_func ("/check-people/matrices", matrices);
  g_test_add_func ("/check-people/parts-of-the-variance", parts_of_the_variance);
  g_test_add_func ("/check-people/parts-at-baseline", parts_at_baseline);
  g_test_add_func ("/check-people/parts-of-the-correlations", parts_of_the_correlations);
  g_test_add_func ("/check-people/all-at-once", all_at_once);
  g_test_add_func ("/check-people/hostile-lists", hostile_lists);
  return g_test_run ();
}
