/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who the patients are, as it is read from a scenario: every key in every shape.
 */
#include "scenario/people.h"

#include <math.h>

#include "scenario-make.h"

#define CLOSE(a, b) g_assert_cmpfloat_with_epsilon (a, b, 1e-12)

enum { HAND_EAR, STANDARD, USUAL };

/* The default scenario with one or two assignments; b may be NULL. */
static SimScenario *
with (const char *a, const char *b)
{
  g_autoptr (SimDraft) draft = make_set (sim_draft_new_default (), a);
  if (b)
    draft = make_set (draft, b);
  return make_scenario (draft);
}

static SimPeople
people_with (const char *a, const char *b)
{
  g_autoptr (SimScenario) scenario = with (a, b);
  SimPeople people;
  memset (&people, 0xaa, sizeof people);
  sim_scenario_people (scenario, 0, &people);
  return people;
}

/* --- defaults ------------------------------------------------------------------------------ */

static void
nobody_is_anybody (void)
{
  SimPeople people = people_with ("/title=t", NULL), none;
  memset (&none, 0, sizeof none);
  g_assert_false (people.any);
  g_assert_cmpuint (people.n_strata + people.n_covariates + people.n_centres, ==, 0);
  for (guint a = 0; a < SIM_MAX_ARMS; a++)
    CLOSE (people.practitioner[a].value + people.response_sd[a], 0);
  people = people_with ("/strata=[]", "/switching=[]");
  g_assert_false (people.any);
}

/* The hash as it was before there were the keys. */
static void
bundled_hashes_stay (void)
{
  static const char *const known[][2] = {
    { "ancova-r02", "17831d47320352eedea38de8043dfdb777dddcc70463b3db08b3f21d1190cadc" },
    { "ancova-r07", "a216e9da4b70fef58178adc435d903d6d0deb46ce19d42b7f47f423519e6f43e" },
    { "ancova", "854b2c78e19a7caf5f80c34c8a6fa7b1728ec5a93d7b145b888d35b5fadecd4f" },
    { "luo-2019-reported", "6d7f12133bf5de8e6f751adab7f3cafc981ff110fb90f4da519d7705554508e3" },
    { "luo-2019", "8ebdfab0fd4bc9ddec63e4013a78bdde1011c8aa97c59680fe2d97bd1ffbbe73" },
    { "luo-replanned", "3c8ad456b42592070d2913c96d138f0cb98775aa2ff962e6a284f30c4a1f3e54" },
    { "null-world", "401bdaa8c47004ee60d396022d4f6b3e30c5600f39066ec337ca2b1169c5e6c3" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (known); i++) {
    g_autofree char *name = g_strconcat (known[i][0], ".trefoil", NULL);
    g_autofree char *path = g_build_filename (g_getenv ("TREFOIL_SCENARIOS"), name, NULL);
    g_autoptr (GPtrArray) problems = sim_problems_new ();
    g_autoptr (SimDraft) draft = sim_draft_read_file (path, problems);
    g_assert_nonnull (draft);
    g_autoptr (SimScenario) scenario = make_scenario (draft);
    g_assert_cmpstr (sim_scenario_hash (scenario), ==, known[i][1]);
  }
}

/* Defaults that do not enter the full form count all the same where the editor asks. */
static void
tacit_defaults (void)
{
  static const char *const keys[]
      = { "/response-sd", "/response-sd/usual", "/dropout/gaps", "/dropout/gaps/usual" };
  g_autoptr (SimDraft) draft = sim_draft_new_default ();
  g_autoptr (SimScenario) scenario = make_scenario (draft);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autoptr (SimValue) value = sim_draft_effective (draft, keys[i]);
    assert_value (value, "0");
    g_assert_null (sim_scenario_value (scenario, keys[i]));
  }
  g_autoptr (SimValue) estimand = sim_draft_effective (draft, "/estimand");
  assert_value (estimand, "'treatment-policy'");
  g_assert_null (sim_scenario_value (scenario, "/estimand"));
  g_assert_null (sim_draft_effective (draft, "/practitioners"));
  g_assert_null (sim_draft_effective (draft, "/dropout/log-odds"));
}

/* --- strata and covariates ----------------------------------------------------------------- */

#define SCIATICA(yes, no)                                                                          \
  "/strata=[{'id':'sciatica','levels':[{'id':'yes','prevalence':0.25" yes                          \
  "},{'id':'no','prevalence':0.75" no "}]}]"

static void
strata_are_centred (void)
{
  SimPeople people = people_with (SCIATICA (",'effect':{'rmdq':2}", ""), NULL);
  const SimStratum *stratum = &people.strata[0];
  g_assert_true (people.any);
  g_assert_cmpuint (people.n_strata, ==, 1);
  g_assert_cmpuint (stratum->n_levels, ==, 2);
  CLOSE (stratum->prevalence[0], 0.25);
  CLOSE (stratum->prevalence[1], 0.75);
  CLOSE (stratum->effect[0], 1.5);
  CLOSE (stratum->effect[1], -0.5);
  for (guint a = 0; a < 3; a++)
    CLOSE (stratum->interaction[0][a], 0);
  /* One number is that of the first outcome, and a common shift changes nothing. */
  people = people_with (SCIATICA (",'effect':5", ",'effect':3"), NULL);
  CLOSE (people.strata[0].effect[0], 1.5);
  CLOSE (people.strata[0].effect[1], -0.5);
}

static void
interactions_are_centred_in_each_arm (void)
{
  SimPeople people = people_with (
      SCIATICA (",'interaction':{'rmdq':{'hand-ear':4}}", ",'interaction':{'rmdq':{'usual':-2}}"),
      NULL);
  const SimStratum *stratum = &people.strata[0];
  CLOSE (stratum->interaction[0][HAND_EAR], 3);
  CLOSE (stratum->interaction[1][HAND_EAR], -1);
  CLOSE (stratum->interaction[0][STANDARD], 0);
  CLOSE (stratum->interaction[0][USUAL], 1.5);
  CLOSE (stratum->interaction[1][USUAL], -0.5);
  /* A number for an outcome is one for all its arms. */
  people = people_with (SCIATICA (",'interaction':{'rmdq':1}", ""), NULL);
  CLOSE (people.strata[0].interaction[0][HAND_EAR], 0.75);
  CLOSE (people.strata[0].interaction[1][USUAL], -0.25);
}

static void
covariates (void)
{
  SimPeople people = people_with ("/covariates=[{'id':'age','correlation':{'rmdq':0.3}},"
                                  "{'id':'bmi'},{'id':'pain','correlation':-0.2}]",
                                  NULL);
  g_assert_true (people.any);
  g_assert_cmpuint (people.n_covariates, ==, 3);
  CLOSE (people.correlation[0], 0.3);
  CLOSE (people.correlation[1], 0);
  CLOSE (people.correlation[2], -0.2);
}

/* --- practitioners and centres ------------------------------------------------------------- */

static void
practitioners_of_some_arms (void)
{
  SimPeople people
      = people_with ("/practitioners={'count':{'hand-ear':3,'usual':0},'icc':0.05}", NULL);
  g_assert_true (people.any);
  CLOSE (people.practitioner[HAND_EAR].value, 0.05);
  g_assert_false (people.practitioner[HAND_EAR].is_sd);
  CLOSE (people.practitioner[STANDARD].value, 0);
  CLOSE (people.practitioner[USUAL].value, 0);
  people = people_with ("/practitioners={'caseload':{'hand-ear':[8,9],'usual':4},"
                        "'sd':{'hand-ear':1.5,'usual':0.5}}",
                        NULL);
  g_assert_true (people.practitioner[HAND_EAR].is_sd);
  CLOSE (people.practitioner[HAND_EAR].value, 1.5);
  CLOSE (people.practitioner[STANDARD].value, 0);
  CLOSE (people.practitioner[USUAL].value, 0.5);
  people = people_with ("/practitioners={'caseload':10,'icc':0.05}", NULL);
  CLOSE (people.practitioner[USUAL].value, 0.05);
}

static void
practitioners_shared (void)
{
  SimPeople people = people_with ("/practitioners={'caseload':10,'icc':0.05}", NULL);
  for (guint a = 0; a < 3; a++)
    g_assert_cmpuint (people.practitioners_of[a], ==, a);
  people = people_with ("/practitioners={'caseload':10,'icc':0.05,'shared':[['usual','standard']]}",
                        NULL);
  g_assert_cmpuint (people.practitioners_of[HAND_EAR], ==, HAND_EAR);
  g_assert_cmpuint (people.practitioners_of[STANDARD], ==, USUAL);
  g_assert_cmpuint (people.practitioners_of[USUAL], ==, USUAL);
  people = people_with (
      "/practitioners={'caseload':10,'icc':0.05,'shared':[['hand-ear','usual','standard']]}", NULL);
  for (guint a = 0; a < 3; a++)
    g_assert_cmpuint (people.practitioners_of[a], ==, HAND_EAR);
}

static void
centres (void)
{
  SimPeople people = people_with ("/centres={'count':5,'icc':0.02}", NULL);
  g_assert_true (people.any);
  g_assert_cmpuint (people.n_centres, ==, 5);
  g_assert_false (people.centre.is_sd);
  CLOSE (people.centre.value, 0.02);
  CLOSE (people.centre_effect_sd, 0);
  CLOSE (people.practitioner[HAND_EAR].value, 0);
  people = people_with ("/centres={'count':5,'sd':0.7,'effect-sd':0.4,'practitioners-each':"
                        "{'hand-ear':2}}",
                        "/practitioners={'icc':0.03}");
  g_assert_true (people.centre.is_sd);
  CLOSE (people.centre.value, 0.7);
  CLOSE (people.centre_effect_sd, 0.4);
  CLOSE (people.practitioner[HAND_EAR].value, 0.03);
  CLOSE (people.practitioner[STANDARD].value, 0);
}

/* --- treatment ----------------------------------------------------------------------------- */

static void
responses (void)
{
  SimPeople people = people_with ("/response-sd=1.5", NULL);
  g_assert_true (people.any);
  CLOSE (people.response_sd[HAND_EAR], 1.5);
  CLOSE (people.response_sd[STANDARD], 1.5);
  CLOSE (people.response_sd[USUAL], 0);
  people = people_with ("/response-sd={'standard':2}", NULL);
  CLOSE (people.response_sd[HAND_EAR], 0);
  CLOSE (people.response_sd[STANDARD], 2);
  /* Without a reference all arms have it. */
  people = people_with ("/response-sd=1.5", "/arms/usual/reference=false");
  CLOSE (people.response_sd[USUAL], 1.5);
}

static void
adherence (void)
{
  SimPeople people = people_with ("/adherence={'proportion':0.8,'share-kept':0.3}", NULL);
  g_assert_true (people.any);
  CLOSE (people.adherent[HAND_EAR], 0.8);
  CLOSE (people.adherent[USUAL], 1);
  CLOSE (people.share_kept[STANDARD], 0.3);
  people = people_with ("/adherence={'proportion':{'standard':0.6},'share-kept':{'standard':1}}",
                        NULL);
  CLOSE (people.adherent[HAND_EAR], 1);
  CLOSE (people.adherent[STANDARD], 0.6);
  CLOSE (people.share_kept[HAND_EAR], 0);
  CLOSE (people.share_kept[STANDARD], 1);
  /* What is not said of treatment is as if all went well. */
  people = people_with ("/response-sd=1", NULL);
  for (guint a = 0; a < 3; a++)
    CLOSE (people.adherent[a], 1);
}

static void
switches (void)
{
  SimPeople people = people_with ("/switching=[{'from':'usual','to':'standard','proportion':0.1},"
                                  "{'from':'hand-ear','to':'usual','proportion':1}]",
                                  NULL);
  g_assert_true (people.any);
  g_assert_cmpuint (people.n_switches, ==, 2);
  g_assert_cmpuint (people.switches[0].from, ==, USUAL);
  g_assert_cmpuint (people.switches[0].to, ==, STANDARD);
  CLOSE (people.switches[0].proportion, 0.1);
  g_assert_cmpuint (people.switches[1].from, ==, HAND_EAR);
  CLOSE (people.switches[1].proportion, 1);
}

static void
estimands (void)
{
  SimPeople people = people_with ("/response-sd=1", NULL);
  g_assert_false (people.hypothetical);
  people = people_with ("/response-sd=1", "/estimand=treatment-policy");
  g_assert_false (people.hypothetical);
  people = people_with ("/adherence={'proportion':0.8}", "/estimand=hypothetical");
  g_assert_true (people.hypothetical);
}

/* --- losses -------------------------------------------------------------------------------- */

static SimMissing
missing_with (guint arm, const char *a, const char *b)
{
  g_autoptr (SimScenario) scenario = with (a, b);
  SimMissing missing;
  memset (&missing, 0xaa, sizeof missing);
  sim_scenario_missing (scenario, 0, arm, &missing);
  return missing;
}

static void
losses (void)
{
  SimMissing missing = missing_with (USUAL, "/title=t", NULL);
  g_assert_cmpint (missing.kind, ==, SIM_MISSING_MCAR);
  CLOSE (missing.proportion[1], 0.13);
  /* At a constant hazard over 26 weeks, of which 8 have passed. */
  g_assert_cmpfloat_with_epsilon (missing.proportion[0], 1 - pow (0.87, 8.0 / 26), 1e-9);
  CLOSE (missing.log_odds + missing.gaps, 0);
#define BY_ARM                                                                                     \
  "/dropout={'mechanism':{'hand-ear':'mar','standard':'mcar','usual':'mnar'},"                     \
  "'proportion':[0.1,0.2],'log-odds':{'hand-ear':0.1,'usual':-0.2},'gaps':{'usual':0.03}}"
  missing = missing_with (HAND_EAR, BY_ARM, NULL);
  g_assert_cmpint (missing.kind, ==, SIM_MISSING_MAR);
  CLOSE (missing.log_odds, 0.1);
  CLOSE (missing.gaps, 0);
  CLOSE (missing.proportion[0], 0.1);
  CLOSE (missing.proportion[1], 0.2);
  missing = missing_with (STANDARD, BY_ARM, NULL);
  g_assert_cmpint (missing.kind, ==, SIM_MISSING_MCAR);
  CLOSE (missing.log_odds, 0);
  missing = missing_with (USUAL, BY_ARM, NULL);
  g_assert_cmpint (missing.kind, ==, SIM_MISSING_MNAR);
  CLOSE (missing.log_odds, -0.2);
  CLOSE (missing.gaps, 0.03);
  missing = missing_with (USUAL, "/dropout={'mechanism':'mnar','log-odds':0.5,'gaps':0.1}", NULL);
  g_assert_cmpint (missing.kind, ==, SIM_MISSING_MNAR);
  CLOSE (missing.log_odds, 0.5);
  CLOSE (missing.gaps, 0.1);
  /* A number for all arms is none for one whose losses depend on nothing. */
  missing = missing_with (STANDARD, BY_ARM, "/dropout/log-odds=0.1");
  CLOSE (missing.log_odds, 0);
}

/* --- files --------------------------------------------------------------------------------- */

static const char everything[]
    = "{'trefoil':1,"
      "'strata':[{'id':'s','name':'S','levels':[{'id':'l','prevalence':0.25,"
      "'effect':{'rmdq':1},'interaction':{'rmdq':{'usual':0.5}}},{'id':'m','prevalence':0.75}]}],"
      "'covariates':[{'id':'age','correlation':{'rmdq':0.3}}],"
      "'practitioners':{'caseload':{'hand-ear':[8,9],'standard':5},"
      "'shared':[['hand-ear','standard']],'icc':{'hand-ear':0.05,'standard':0.02}},"
      "'centres':{'count':4,'sd':0.5,'effect-sd':0.4},'response-sd':{'hand-ear':1},"
      "'adherence':{'proportion':{'hand-ear':0.9},'share-kept':0.5},"
      "'switching':[{'from':'usual','to':'standard','proportion':0.1}],"
      "'estimand':'hypothetical',"
      "'dropout':{'mechanism':{'hand-ear':'mar','standard':'mcar','usual':'mnar'},"
      "'proportion':0.1,'log-odds':0.1,'gaps':{'usual':0.05}}}";

static void
round_trip (void)
{
  g_autoptr (SimDraft) draft = make_draft (everything);
  g_autoptr (SimScenario) scenario = make_scenario (draft);
  g_autofree char *text = sim_json_write (sim_draft_root (draft));
  g_autoptr (SimDraft) again = make_draft (text);
  g_autofree char *second = sim_json_write (sim_draft_root (again));
  g_assert_true (sim_value_equal (sim_draft_root (draft), sim_draft_root (again)));
  g_assert_cmpstr (text, ==, second);
  /* The full form says the same as what was written, and is its own full form. */
  g_autofree char *full = sim_json_write (sim_scenario_expanded (scenario));
  g_autoptr (SimScenario) from_full = make_valid (full);
  g_autofree char *fuller = sim_json_write (sim_scenario_expanded (from_full));
  g_assert_cmpstr (full, ==, fuller);
  g_assert_cmpstr (sim_scenario_hash (scenario), ==, sim_scenario_hash (from_full));
}

/* Every key changes the hash and has the patients drawn again; names change nothing. */
static void
hash_follows (void)
{
  static const char *const changes[] = { "/strata/s/levels/l/prevalence=0.250000000001",
                                         "/strata/s/levels/l/effect=2",
                                         "/strata/s/levels/l/interaction/rmdq/usual=1",
                                         "/covariates/age/correlation=0.4",
                                         "/practitioners/caseload/standard=6",
                                         "/practitioners/caseload/hand-ear/1=10",
                                         "/practitioners/shared=[]",
                                         "/practitioners/icc/standard=0.01",
                                         "/centres/count=5",
                                         "/centres/sd=0.4",
                                         "/centres/effect-sd=0.3",
                                         "/response-sd/hand-ear=2",
                                         "/adherence/proportion/hand-ear=0.8",
                                         "/adherence/share-kept=0.4",
                                         "/switching/0/proportion=0.2",
                                         "/estimand=treatment-policy",
                                         "/dropout/mechanism/hand-ear=mnar",
                                         "/dropout/log-odds=0.2",
                                         "/dropout/gaps/usual=0.06" };
  g_autoptr (SimDraft) draft = make_draft (everything);
  g_autoptr (SimScenario) before = make_scenario (draft);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_test_message ("%s", changes[i]);
    g_autoptr (SimDraft) changed = make_set (sim_draft_ref (draft), changes[i]);
    g_autoptr (SimScenario) after = make_scenario (changed);
    g_assert_cmpstr (sim_scenario_hash (before), !=, sim_scenario_hash (after));
    g_assert_cmpint (sim_scenario_stage_between (before, after), ==, SIM_STAGE_DRAW);
  }
  g_autoptr (SimDraft) named = make_set (sim_draft_ref (draft), "/strata/s/levels/l/name=L");
  named = make_set (named, "/strata/s/name=T");
  named = make_set (named, "/covariates/age/name=Age");
  g_autoptr (SimScenario) after = make_scenario (named);
  g_assert_cmpstr (sim_scenario_hash (before), ==, sim_scenario_hash (after));
  g_assert_cmpint (sim_scenario_stage_between (before, after), ==, SIM_STAGE_LABEL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/people/nobody-is-anybody", nobody_is_anybody);
  g_test_add_func ("/people/bundled-hashes-stay", bundled_hashes_stay);
  g_test_add_func ("/people/tacit-defaults", tacit_defaults);
  g_test_add_func ("/people/strata-are-centred", strata_are_centred);
  g_test_add_func ("/people/interactions", interactions_are_centred_in_each_arm);
  g_test_add_func ("/people/covariates", covariates);
  g_test_add_func ("/people/practitioners-of-some-arms", practitioners_of_some_arms);
  g_test_add_func ("/people/practitioners-shared", practitioners_shared);
  g_test_add_func ("/people/centres", centres);
  g_test_add_func ("/people/responses", responses);
  g_test_add_func ("/people/adherence", adherence);
  g_test_add_func ("/people/switches", switches);
  g_test_add_func ("/people/estimands", estimands);
  g_test_add_func ("/people/losses", losses);
  g_test_add_func ("/people/round-trip", round_trip);
  g_test_add_func ("/people/hash-follows", hash_follows);
  return g_test_run ();
}
