/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The walk along the field table. The first half goes over every value of scenarios that together
 * use every row: what is the default is accepted, what the row does not allow is refused there.
 */
#include <math.h>

#include "scenario-make.h"

typedef void (*LeafTest) (SimDraft *draft, const SimField *row, const char *pointer);

static void visit_value (SimDraft *draft, const SimField *row, const SimValue *value,
                         const char *pointer, LeafTest test, GHashTable *seen);

static void
visit_record (SimDraft *draft, const SimField *owner, const SimValue *record, const char *pointer,
              LeafTest test, GHashTable *seen)
{
  const SimField *rows[SIM_MAX_ROWS];
  guint n = sim_field_rows (owner, record, rows);
  for (guint i = 0; i < n; i++) {
    g_autofree char *at = sim_pointer_join (pointer, rows[i]->key);
    const SimValue *value = sim_value_get (record, rows[i]->key);
    if (value)
      visit_value (draft, rows[i], value, at, test, seen);
  }
}

static void
visit_value (SimDraft *draft, const SimField *row, const SimValue *value, const char *pointer,
             LeafTest test, GHashTable *seen)
{
  g_hash_table_add (seen, (gpointer)row);
  if (row->kind == SIM_FIELD_RECORD || row->kind == SIM_FIELD_ONE_OF) {
    visit_record (draft, row, value, pointer, test, seen);
  } else if (row->fields) {
    for (guint i = 0; i < sim_value_length (value); i++) {
      const char *id = sim_value_text (sim_value_get (sim_value_at (value, i), "id"));
      const char *key = sim_value_key (value, i);
      g_autofree char *index = g_strdup_printf ("%u", i);
      g_autofree char *at = sim_pointer_join (pointer, key ? key : id ? id : index);
      const SimField *named = key ? sim_field_named (row, key) : NULL;
      if (named)
        visit_value (draft, named, sim_value_at (value, i), at, test, seen);
      else
        visit_record (draft, row, sim_value_at (value, i), at, test, seen);
    }
  } else if (test) {
    test (draft, row, pointer);
  }
}

/* Every value of the full forms of these drafts; together they have every row of the table. */
static GHashTable *
over_all_values (LeafTest test)
{
  static const char *const assignments[] = {
    "/title='t'",
    "/lesson={'title':'l','steps':[{'text':'t','view':'effects','about':'HE-UC',"
    "'lock':['/arms'],"
    "'set':{'/outcomes/rmdq/sd':4},'reveal':'r','predict':{'question':'q','answer':1,"
    "'tolerance':1,'unit':'%'}},{'text':'t','predict':{'question':'q',"
    "'answer-from':'/replicates'}},"
    "{'text':'t','predict':{'question':'q','kind':'choice','choices':['a','b'],'answer':'a'}},"
    "{'text':'t','predict':{'question':'q','kind':'sketch','unit':'%','tolerance':0.1,"
    "'answer-from':'/sizes/152/trial/any/value'}}]}",
    "/expected={'program':'p','replicates':100,'fingerprint':'f','scenario':{'trefoil':1},"
    "'results':{'/sizes/152/trial/any/value':{'value':0.9,'mcse':0.01}}}",
    "/outcomes/rmdq/correlation={'type':'compound-symmetry','rho':0.4}",
    "/outcomes/rmdq/correlation={'type':'ar1','rho':0.4,'lag':4}",
    "/analyses/main/method=t-test",
    "/analyses/main/method=change-score",
    "/testing/omnibus=anova",
    "/analyses=[{'id':'main','method':'ancova','se':'hc3'}]",
    "/analyses=[{'id':'main','method':'t-test','se':'hc3'}]",
    "/analyses=[{'id':'main','method':'change-score','se':'hc3'}]",
    "/analyses=[{'id':'main','method':'practitioner-mixed-model','adjust-for':['baseline']}]",
    "/outcomes=[{'id':'rmdq','unit':'points','type':'bounded','max':24,"
    "'visits':[{'id':'week-8','time':8},{'id':'week-26','time':26}],"
    "'baseline':{'mean':11,'sd':5,'min':2,'max':23,'imbalance':{'hand-ear':0.5}},'means':6,"
    "'correlation':{'scale':'observed'}}]",
    "/outcomes=[{'id':'rmdq','unit':'points','type':'skewed','skewness':1,"
    "'visits':[{'id':'week-8','time':8},{'id':'week-26','time':26}],"
    "'baseline':{'mean':11,'sd':5,'min':2,'max':23,'imbalance':{'hand-ear':0.5}},'means':6,"
    "'correlation':{'scale':'observed'}}]",
    "/outcomes=[{'id':'rmdq','unit':'points','type':'heavy-tailed','df':5,"
    "'visits':[{'id':'week-8','time':8},{'id':'week-26','time':26}],"
    "'baseline':{'mean':11,'sd':5,'min':2,'max':23,'imbalance':{'hand-ear':0.5}},'means':6,"
    "'correlation':{'scale':'observed'}}]",
    "/outcomes=[{'id':'rmdq','type':'binary','proportions':0.5,"
    "'correlation':{'scale':'observed'}}]",
    "/outcomes=[{'id':'rmdq','visits':[{'id':'week-8','time':8}],'baseline':{'mean':6,'sd':2},"
    "'means':5},{'id':'z','better':'higher','means':1},"
    "{'id':'r','type':'binary','responder':{'outcome':'rmdq','improvement':2}}]",
    "/outcomes=[{'id':'rmdq','type':'ordinal','categories':2,'probabilities':[0.5,0.5],"
    "'odds-ratio':2,'correlation':{'scale':'observed'}}]",
    "/outcomes=[{'id':'rmdq','type':'count','rates':1,'correlation':{'scale':'observed'}}]",
    "/outcomes=[{'id':'rmdq','type':'time-to-event','medians':10,'follow-up':52}]",
    "/outcomes=[{'id':'rmdq','type':'time-to-event','hazards':[0.1,0.2],'intervals':[8],"
    "'hazard-ratio':0.5,'follow-up':52,'events':20}]",
    "/outcomes=[{'id':'rmdq','type':'time-to-event','hazards':0.1,'follow-up':52,"
    "'visits':[{'id':'end','time':52}]}]",
    "/outcomes/rmdq/baseline={'mean':11,'sd':5,'min':4,'max':24,'imbalance':{'usual':0.2}}",
    "/outcomes/rmdq/correlation/scale=observed",
    "/arms/usual/ratio=2",
    "/arms/usual/colour=blue",
    "/allocation={'method':'permuted-blocks','block-sizes':[6]}",
    "/allocation={'method':'stratified-blocks','block-sizes':[6]}",
    "/outcomes/rmdq/correlation={'type':'matrix'}",
    "/strata=[{'id':'s','levels':[{'id':'l','prevalence':0.5},{'id':'m','prevalence':0.5}]}]",
    "/covariates=[{'id':'age'}]",
    "/practitioners={'count':{'standard':4},'icc':0.05}",
    "/practitioners={'caseload':8,'sd':1,'shared':[['hand-ear','standard']]}",
    "/centres={'count':4,'icc':0.02,'practitioners-each':2}",
    "/centres={'count':4,'sd':0.5,'effect-sd':0.5}",
    "/response-sd=1",
    "/adherence={'proportion':0.9}",
    "/switching=[{'from':'usual','to':'standard','proportion':0.1}]",
    "/estimand='hypothetical'",
    "/testing={'multiplicity':{'method':'none'},'hypotheses':["
    "{'id':'A','contrast':{'hand-ear':0.5,'standard':0.5,'usual':-1},'alpha':0.01,'sides':1},"
    "{'id':'B','compare':['hand-ear','usual'],'type':'superiority-margin','margin':1},"
    "{'id':'C','compare':['hand-ear','standard'],'type':'non-inferiority','margin':1},"
    "{'id':'D','compare':['hand-ear','standard'],'type':'equivalence','margin':1},"
    "{'id':'E','compare':['hand-ear','standard'],'type':'equivalence','margins':[-1,2]},"
    "{'id':'F','compare':['hand-ear','standard'],'type':'retention','fraction':0.5,"
    "'placebo':'usual','scale':'difference'}]}",
    "/testing={'hypotheses':[{'id':'G','type':'within-arm-change','arm':'hand-ear',"
    "'analysis':'main'}]}",
    "/dropout={'mechanism':'mar','log-odds':0.1,'gaps':0.02}",
    "/testing/multiplicity={'method':'fallback','weights':{'HE-UC':0.5,'ST-UC':0.25}}",
    "/testing/multiplicity={'method':'graph','weights':{'HE-UC':0.5,'ST-UC':0.5},"
    "'transitions':{'HE-UC':{'ST-UC':0.5,'HE-ST':0.5}}}",
    "/testing/multiplicity={'method':'closed','local':'simes'}",
    "/testing/multiplicity={'method':'gatekeeping','families':[{'hypotheses':['HE-UC','ST-UC'],"
    "'type':'parallel','gamma':0.5},{'hypotheses':['HE-ST']}]}",
    "/analyses/main={'id':'main','missing':'delta','imputations':5,'delta':{'standard':1},"
    "'set':'per-protocol'}",
    "/analyses=[{'id':'main','method':'mmrm'}]",
    "/testing/success=[{'id':'A','all-of':['HE-UC','ST-UC']},{'id':'B','any-of':['HE-ST']},"
    "{'id':'C','at-least':2,'of':['HE-UC','ST-UC','HE-ST']}]",
    "/run/goal=HE-UC",
    "/priors={'/outcomes/rmdq/sd/usual/0':{'distribution':'truncated-normal','mean':5,'sd':1,"
    "'min':3,'max':7}}",
    "/priors={'scenarios':[{'weight':1,'set':{'/outcomes/rmdq/sd':4}},{'weight':2}]}",
  };
  static const char *const methods[][2] = { { "'type':'binary'", "risk-difference" },
                                            { "'type':'ordinal'", "proportional-odds" },
                                            { "'type':'count'", "negative-binomial" },
                                            { "'type':'time-to-event'", "rmst" },
                                            { "'type':'heavy-tailed'", "mann-whitney" } };
  static const char *const of_proportions[]
      = { "'risk-difference','interval':'newcombe'", "'chi-squared','interval':'newcombe'",
          "'fisher','interval':'newcombe'", "'logistic','adjust-for':['strata']",
          "'g-computation','adjust-for':['strata']" };
  GHashTable *seen = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (of_proportions); i++) {
    g_autofree char *analyses
        = g_strdup_printf ("/analyses=[{'id':'main','method':%s}]", of_proportions[i]);
    g_autoptr (SimDraft) draft = make_set (
        sim_draft_new_default (), "/outcomes=[{'id':'rmdq','type':'binary','proportions':0.4,"
                                  "'visits':[{'id':'week-8','time':8}]}]");
    draft = make_set (draft, "/strata=[{'id':'s','levels':[{'id':'l','prevalence':0.5},"
                             "{'id':'m','prevalence':0.5}]}]");
    draft = make_set (draft, analyses);
    g_autoptr (SimScenario) scenario = make_scenario (draft);
    visit_record (draft, sim_field_root (), sim_scenario_expanded (scenario), "", test, seen);
  }
  {
    g_autoptr (SimDraft) draft = make_set (
        sim_draft_new_default (),
        "/outcomes=[{'id':'rmdq','type':'time-to-event','medians':9,'follow-up':52}]");
    draft = make_set (draft, "/covariates=[{'id':'age'}]");
    draft = make_set (draft, "/analyses=[{'id':'main','method':'cox','adjust-for':['age']}]");
    g_autoptr (SimScenario) scenario = make_scenario (draft);
    visit_record (draft, sim_field_root (), sim_scenario_expanded (scenario), "", test, seen);
  }
  for (guint i = 0; i < G_N_ELEMENTS (assignments); i++) {
    g_autoptr (SimDraft) draft = make_set (sim_draft_new_default (), assignments[i]);
    if (strstr (assignments[i], "practitioners-each"))
      draft = make_set (draft, "/practitioners={'icc':0.05}");
    if (strstr (assignments[i], "mixed-model"))
      draft = make_set (draft, "/practitioners={'count':{'standard':4},'icc':0.05}");
    if (strstr (assignments[i], "stratified"))
      draft = make_set (draft, "/strata=[{'id':'s','levels':[{'id':'l','prevalence':0.5},"
                               "{'id':'m','prevalence':0.5}]}]");
    for (guint k = 0; k < G_N_ELEMENTS (methods); k++)
      if (strstr (assignments[i], methods[k][0]) && !strstr (assignments[i], "'responder'")) {
        g_autofree char *analyses
            = g_strdup_printf ("/analyses=[{'id':'main','method':'%s'}]", methods[k][1]);
        draft = make_set (draft, analyses);
      }
    if (strstr (assignments[i], "within-arm-change"))
      draft = make_set (draft, "/analyses/main/method='change-score'");
    draft = make_set (draft, "/sources=[{'id':'s','text':'A source'}]");
    draft = make_set (draft, "/basis={'/run/seed':{'kind':'assumed','source':'s',"
                             "'range':[1,2],'note':'n','value':3}}");
    draft = make_set (draft, "/origin='bundled'");
    g_autoptr (SimScenario) scenario = make_scenario (draft);
    visit_record (draft, sim_field_root (), sim_scenario_expanded (scenario), "", test, seen);
  }
  return seen;
}

static void
count_rows (const SimField *rows, GHashTable *seen)
{
  for (; rows && rows->key; rows++) {
    g_test_message ("%s", rows->key);
    g_assert_true (g_hash_table_contains (seen, rows));
    count_rows (rows->fields, seen);
    count_rows (rows->named, seen);
    for (const SimVariant *v = rows->variants; v && v->tag; v++)
      count_rows (v->fields, seen);
  }
}

static void
every_row_is_visited (void)
{
  GHashTable *seen = over_all_values (NULL);
  count_rows (sim_fields (), seen);
  g_hash_table_unref (seen);
}

static void
full_value_means_the_same (SimDraft *draft, const SimField *row, const char *pointer)
{
  g_autoptr (SimScenario) before = make_scenario (draft);
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) set
      = sim_draft_set (draft, pointer, sim_scenario_value (before, pointer), &error);
  g_assert_no_error (error);
  g_autoptr (SimScenario) after = make_scenario (set);
  g_assert_cmpstr (sim_scenario_hash (before), ==, sim_scenario_hash (after));
}

/* Asserts that value (consumed) at pointer is refused there, with this code. */
static void
assert_refused (SimDraft *draft, const char *pointer, SimValue *value, SimErrorCode code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) set = sim_draft_set (draft, pointer, value, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) problems = draft_problems (set);
  if (strcmp (pointer, "/trefoil") == 0)
    code = SIM_ERROR_VERSION; /* whatever is wrong there, it is no version */
  const SimProblem *problem = find_problem (problems, code, pointer);
  /* A record without a usable id is named by its index. */
  for (guint i = 0; i < problems->len && !problem && g_str_has_suffix (pointer, "/id"); i++) {
    const SimProblem *other = problems->pdata[i];
    gsize n = strlen (other->pointer);
    if (other->code == code && n > 5 && g_ascii_isdigit (other->pointer[n - 4]))
      problem = other;
  }
  if (!problem)
    g_error ("%s: no %s; first: %s", pointer, sim_error_name (code),
             ((SimProblem *)problems->pdata[0])->message);
  g_assert_nonnull (problem->found);
  g_assert_nonnull (problem->allowed);
  sim_value_unref (value);
}

static void
wrong_kind_is_refused (SimDraft *draft, const SimField *row, const char *pointer)
{
  gboolean boolean = row->kind == SIM_FIELD_BOOL;
  if (row->kind == SIM_FIELD_ANY) /* then none is wrong */
    return;
  assert_refused (draft, pointer, boolean ? sim_value_new_number (1) : sim_value_new_bool (TRUE),
                  SIM_ERROR_KIND);
}

static void
out_of_range_is_refused (SimDraft *draft, const SimField *row, const char *pointer)
{
  if (row->kind != SIM_FIELD_INT && row->kind != SIM_FIELD_REAL)
    return;
  double below = row->open_min ? row->min : row->min - 1;
  double above = row->open_max ? row->max : row->max + 1;
  g_autofree char *at = row->per & SIM_PER_HYPOTHESIS
                            ? g_strconcat (pointer, row->per & SIM_PER_BETWEEN ? "/ST-UC" : "",
                                           "/HE-UC", NULL)
                            : g_strdup (pointer);
  assert_refused (draft, at, sim_value_new_number (below), SIM_ERROR_RANGE);
  assert_refused (draft, at, sim_value_new_number (above), SIM_ERROR_RANGE);
  if (row->kind == SIM_FIELD_INT && row->max > row->min)
    assert_refused (draft, pointer, sim_value_new_number (row->min + 0.5), SIM_ERROR_KIND);
}

static void
wrong_choice_is_refused (SimDraft *draft, const SimField *row, const char *pointer)
{
  if (row->kind != SIM_FIELD_ENUM)
    return;
  assert_refused (draft, pointer, sim_value_new_text ("no-such-thing"), SIM_ERROR_CHOICE);
  for (const SimChoice *c = row->choices; c->id; c++)
    if (!c->ready)
      assert_refused (draft, pointer, sim_value_new_text (c->id), SIM_ERROR_NOT_YET);
}

static void
wrong_name_is_refused (SimDraft *draft, const SimField *row, const char *pointer)
{
  if (row->kind == SIM_FIELD_REF)
    assert_refused (draft, pointer, sim_value_new_text ("nobody"), SIM_ERROR_REFERENCE);
}

static void
wrong_length_is_refused (SimDraft *draft, const SimField *row, const char *pointer)
{
  if (row->kind != SIM_FIELD_LIST)
    return;
  g_autoptr (SimValue) written = sim_draft_effective (draft, pointer);
  guint n = (guint)row->max + 1;
  SimValue **items = g_new (SimValue *, n);
  for (guint i = 0; i < n; i++) /* a list that nobody has written may be empty */
    items[i] = written && sim_value_length (written) > 0 ? sim_value_ref (sim_value_at (written, 0))
                                                          : sim_value_new_null ();
  assert_refused (draft, pointer, sim_value_new_list (items, n),
                  row->min < row->max ? SIM_ERROR_LIMIT : SIM_ERROR_SHAPE);
  g_free (items);
  if (row->min > 0)
    assert_refused (draft, pointer, sim_value_new_list (NULL, 0), SIM_ERROR_SHAPE);
}

static void
run_leaf_test (gconstpointer data)
{
  g_hash_table_unref (over_all_values (*(const LeafTest *)data));
}

/* --- single rules -------------------------------------------------------------------------- */

static void
unknown_keys (void)
{
  assert_one_problem ("{'trefoil':1,\n'dropuot':{}}", SIM_ERROR_UNKNOWN_KEY, "/dropuot", 2,
                      "did you mean \"dropout\"?");
  assert_one_problem ("{'trefoil':1,'zzz':{}}", SIM_ERROR_UNKNOWN_KEY, "/zzz", 1,
                      "unknown key \"zzz\"");
  assert_one_problem ("{'trefoil':1,'run':{'sead':1}}", SIM_ERROR_UNKNOWN_KEY, "/run/sead", 1,
                      "\"seed\"");
  assert_one_problem ("{'trefoil':1,'':1}", SIM_ERROR_UNKNOWN_KEY, "/", 1, NULL);
}

static void
private_keys_are_kept_and_ignored (void)
{
  g_autoptr (SimScenario) scenario
      = make_valid ("{'trefoil':1,'x-a':1,'run':{'x-b':[]},'basis':{'/run/seed':"
                    "{'kind':'assumed','x-c':1}},'allocation':{'x-d':null}}");
  g_autoptr (SimScenario) bare = make_valid ("{'trefoil':1}");
  g_assert_cmpstr (sim_scenario_hash (scenario), ==, sim_scenario_hash (bare));
  g_assert_nonnull (sim_draft_get (sim_scenario_draft (scenario), "/run/x-b"));
}

static void
keys_not_yet_read (void)
{
  static const char *const top[] = { "looks" };
  for (guint i = 0; i < G_N_ELEMENTS (top); i++) {
    g_autofree char *text = g_strdup_printf ("{'trefoil':1,'%s':{}}", top[i]);
    g_autofree char *pointer = g_strdup_printf ("/%s", top[i]);
    assert_one_problem (text, SIM_ERROR_NOT_YET, pointer, 1, "not yet read by this version");
  }
}

static void
keys_of_another_variant (void)
{
  assert_one_problem ("{'trefoil':1,'analyses':[{'id':'m','variance':'welch'}]}",
                      SIM_ERROR_CONFLICT, "/analyses/m/variance", 1, "\"t-test\"");
  assert_one_problem ("{'trefoil':1," SMALL_ARMS
                      ",'outcomes':[{'id':'y','max':24,'means':5}]," SMALL_REST "}",
                      SIM_ERROR_CONFLICT, "/outcomes/y/max", 1, "\"bounded\"");
}

static void
missing_values (void)
{
  assert_one_problem ("{'trefoil':1," SMALL_ARMS ",'outcomes':[{'id':'y','type':'bounded',"
                      "'means':5,'sd':5}]," SMALL_REST "}",
                      SIM_ERROR_MISSING, "/outcomes/y/max", 1, "it has no default");
  assert_one_problem ("{'trefoil':1," SMALL_ARMS "}", SIM_ERROR_MISSING, "/outcomes", 1, "means");
  assert_one_problem ("{'trefoil':1," SMALL_ARMS ",\n'outcomes':[{'id':'y'}]," SMALL_REST "}",
                      SIM_ERROR_MISSING, "/outcomes/y/means", 2, "no default");
  assert_one_problem ("{'trefoil':1,'analyses':[{}]}", SIM_ERROR_MISSING, "/analyses/0/id", 1,
                      NULL);
}

static void
ids (void)
{
  static const char *const bad[] = { "1a", "", "a b", "ä", "a/b", "-a" };
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autofree char *text = g_strdup_printf ("{'trefoil':1,'sources':[{'id':'%s'}]}", bad[i]);
    assert_one_problem (text, SIM_ERROR_ID, "/sources/0/id", 1, "malformed");
  }
  g_autofree char *longest = g_strnfill (64, 'a');
  g_autofree char *good = g_strdup_printf ("{'trefoil':1,'sources':[{'id':'%s'}]}", longest);
  g_autofree char *bad_text = g_strdup_printf ("{'trefoil':1,'sources':[{'id':'%sa'}]}", longest);
  g_autoptr (SimScenario) scenario G_GNUC_UNUSED = make_valid (good);
  assert_one_problem (bad_text, SIM_ERROR_ID, "/sources/0/id", 1, NULL);
  assert_one_problem ("{'trefoil':1,'sources':[{'id':'a'},\n{'id':'a'}]}", SIM_ERROR_ID,
                      "/sources/1/id", 2, "used twice");
}

static void
assert_means (const char *means, SimErrorCode code, const char *pointer)
{
  g_autofree char *text
      = g_strdup_printf ("{'trefoil':1," SMALL_ARMS ",'outcomes':[{'id':'y'," SMALL_VISITS
                         ",'means':%s}]," SMALL_REST "}",
                         means);
  assert_one_problem (text, code, pointer, 1, NULL);
}

static void
shapes (void)
{
  assert_means ("[1,2,3]", SIM_ERROR_SHAPE, "/outcomes/y/means");
  assert_means ("{'a':1,'b':2}", SIM_ERROR_SHAPE, "/outcomes/y/means");
  assert_means ("{'a':1,'b':2,'c':3,'d':4}", SIM_ERROR_REFERENCE, "/outcomes/y/means/d");
  assert_means ("{'a':1,'b':[2],'c':3}", SIM_ERROR_SHAPE, "/outcomes/y/means/b");
  assert_means ("{'a':1,'b':[2,'x'],'c':3}", SIM_ERROR_KIND, "/outcomes/y/means/b/1");
  assert_means ("[1,[2]]", SIM_ERROR_KIND, "/outcomes/y/means/1");
  assert_means ("{'a':1,'b':{'a':1},'c':3}", SIM_ERROR_KIND, "/outcomes/y/means/b");
  assert_means ("[1,1e300]", SIM_ERROR_RANGE, "/outcomes/y/means/1");
}

static void
limits (void)
{
  GString *text = g_string_new ("{'trefoil':1,'arms':[");
  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (text, "%s{'id':'a%u','size':5}", i ? "," : "", i);
  g_string_append (text, "],'outcomes':[{'id':'y','means':1}]," SMALL_REST "}");
  assert_one_problem (text->str, SIM_ERROR_LIMIT, "/arms", 1, "too many: 100000");
  g_string_free (text, TRUE);
}

int
main (int argc, char **argv)
{
  static const LeafTest same = full_value_means_the_same, kind = wrong_kind_is_refused,
                        range = out_of_range_is_refused, choice = wrong_choice_is_refused,
                        name = wrong_name_is_refused, length = wrong_length_is_refused;
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check-fields/every-row-is-visited", every_row_is_visited);
  g_test_add_data_func ("/check-fields/full-value-means-the-same", &same, run_leaf_test);
  g_test_add_data_func ("/check-fields/wrong-kind", &kind, run_leaf_test);
  g_test_add_data_func ("/check-fields/out-of-range", &range, run_leaf_test);
  g_test_add_data_func ("/check-fields/wrong-choice", &choice, run_leaf_test);
  g_test_add_data_func ("/check-fields/wrong-name", &name, run_leaf_test);
  g_test_add_data_func ("/check-fields/wrong-length", &length, run_leaf_test);
  g_test_add_func ("/check-fields/unknown-keys", unknown_keys);
  g_test_add_func ("/check-fields/private-keys", private_keys_are_kept_and_ignored);
  g_test_add_func ("/check-fields/keys-not-yet-read", keys_not_yet_read);
  g_test_add_func ("/check-fields/keys-of-another-variant", keys_of_another_variant);
  g_test_add_func ("/check-fields/missing-values", missing_values);
  g_test_add_func ("/check-fields/ids", ids);
  g_test_add_func ("/check-fields/shapes", shapes);
  g_test_add_func ("/check-fields/limits", limits);
  return g_test_run ();
}
