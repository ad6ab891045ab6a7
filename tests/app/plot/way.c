/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of app/plot/way.c: what is said of an estimate that is not the difference of what the arms
 * show, for every method that makes another of it.
 */
#include "plot/way.h"

#include <string.h>

typedef struct {
  const char *analysis, *with, *way; /* with: more of the scenario */
} Case;

#define LOSSES "\"dropout\":{\"proportion\":0.2},"
#define STRATA                                                                                     \
  "\"strata\":[{\"id\":\"s\",\"levels\":[{\"id\":\"k\",\"prevalence\":0.5},{\"id\":\"l\","         \
  "\"prevalence\":0.5}]}],"
#define NAMED                                                                                      \
  "\"covariates\":[{\"id\":\"age\",\"name\":\"Age at entry\",\"correlation\":{\"y\":0.3}}],"
#define AGE "\"covariates\":[{\"id\":\"age\",\"correlation\":{\"y\":0.3}}],"
#define PRACTITIONERS                                                                              \
  "\"practitioners\":{\"caseload\":{\"a\":5,\"b\":5,\"c\":0},\"icc\":{\"a\":0.05,\"b\":0.05}},"

static const Case cases[] = {
  { "\"method\":\"t-test\"", LOSSES, "" },
  { "\"method\":\"mann-whitney\"", "", "" },
  { "\"method\":\"ancova\"", "", "adjusted for baseline" },
  { "\"method\":\"ancova\",\"adjust-for\":[\"age\"]", AGE, "adjusted for age" },
  { "\"method\":\"ancova\",\"adjust-for\":[\"age\"]", NAMED, "adjusted for age at entry" },
  { "\"method\":\"ancova\",\"adjust-for\":[\"baseline\",\"strata\",\"age\"]", STRATA AGE,
    "adjusted for baseline, strata and age" },
  { "\"method\":\"change-score\"", "", "of the changes from baseline" },
  { "\"method\":\"mmrm\"", LOSSES, "by MMRM at Week 8, adjusted for baseline" },
  { "\"method\":\"mmrm\",\"visit\":\"v\"", "", "by MMRM at Week 4, adjusted for baseline" },
  { "\"method\":\"practitioner-mixed-model\",\"adjust-for\":[\"baseline\"]", PRACTITIONERS,
    "with practitioners in the model, adjusted for baseline" },
  { "\"method\":\"van-elteren\"", STRATA, "within strata" },
  { "\"method\":\"t-test\",\"missing\":\"locf\"", LOSSES, "last observation carried forward" },
  { "\"method\":\"t-test\",\"missing\":\"locf\"", "", "" },
  { "\"method\":\"ancova\",\"missing\":\"multiple-imputation\"", LOSSES,
    "adjusted for baseline, multiple imputation" },
  { "\"method\":\"t-test\",\"set\":\"per-protocol\"",
    "\"adherence\":{\"proportion\":{\"a\":0.9},\"share-kept\":{\"a\":0.5}},", "per protocol" },
};

static void
test_way (gconstpointer data)
{
  const Case *this = data;
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autofree char *text = g_strconcat (
      "{\"trefoil\":1,\"arms\":[{\"id\":\"a\",\"size\":40},{\"id\":\"b\",\"size\":40},"
      "{\"id\":\"c\",\"size\":40,\"reference\":true}],\"outcomes\":[{\"id\":\"y\","
      "\"baseline\":{\"mean\":11,\"sd\":5},\"visits\":[{\"id\":\"v\",\"name\":\"Week 4\",\"time\":4"
      "},{\"id\":\"w\",\"name\":\"Week 8\",\"time\":8}],\"means\":{\"a\":8,\"b\":9,\"c\":10},"
      "\"sd\":5}],",
      this->with, "\"analyses\":[{\"id\":\"m\",", this->analysis, "}]}", NULL);
  g_autoptr (SimDraft) draft = sim_draft_parse (text, strlen (text), problems);
  g_autoptr (SimScenario) scenario
      = draft != NULL ? sim_scenario_check (draft, problems) : NULL;

  for (guint i = 0; i < problems->len; i++) {
    g_autofree char *line = sim_problem_to_line (g_ptr_array_index (problems, i), "file");

    g_printerr ("%s\n", line);
  }
  g_assert_nonnull (scenario);
  for (guint h = 0; h < sim_scenario_n_hypotheses (scenario); h++) {
    g_autofree char *way = plot_text_way (scenario, h);

    g_assert_cmpstr (way, ==, this->way);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *name = g_strdup_printf ("/way/%u", i);

    g_test_add_data_func (name, &cases[i], test_way);
  }
  return g_test_run ();
}
