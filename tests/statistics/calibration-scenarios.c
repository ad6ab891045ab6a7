/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * calibration-scenarios.c - scenarios in which nothing has an effect: an example of every type of
 * outcome, patients with as much beside their scores as an analysis asks for.
 */
#include <string.h>

#include "calibration.h"

#define VISITS "'visits':[{'id':'u','time':4},{'id':'v','time':8},{'id':'w','time':26}]"
#define SCORES VISITS ",'baseline':{'mean':11,'sd':5},'means':[9,8,7],'sd':5"

/* An example of every type; a derived outcome is one more. */
static const struct {
  const char *name, *json;
  gboolean raw; /* strata shift scores, and those of raw outcomes not */
} outcomes[] = {
  { "continuous", "'type':'continuous'," SCORES, FALSE },
  { "bounded", "'type':'bounded','max':24," SCORES, FALSE },
  { "skewed", "'type':'skewed','skewness':1," SCORES, FALSE },
  { "heavy-tailed", "'type':'heavy-tailed','df':5," SCORES, FALSE },
  { "binary", "'type':'binary','better':'higher','proportions':0.4," VISITS, TRUE },
  { "ordinal", "'type':'ordinal','categories':4,'probabilities':[0.2,0.3,0.3,0.2]," VISITS, TRUE },
  { "count", "'type':'count','rates':2,'dispersion':0.5," VISITS, TRUE },
  { "time-to-event", "'type':'time-to-event','medians':26,'follow-up':40,'accrual':20", TRUE },
  { "responder", "'type':'binary','responder':{'outcome':'s','improvement':2}},{'id':'s',"
                 "'type':'bounded','max':24," SCORES, FALSE },
};

static char *
people_of (guint parts, gboolean raw, gboolean times)
{
  GString *text = g_string_new (NULL);
  if (parts & CALIBRATION_STRATA)
    g_string_append_printf (text,
                            "'strata':[{'id':'s','levels':[{'id':'yes','prevalence':0.5%s},"
                            "{'id':'no','prevalence':0.5}]}],'covariates':[{'id':'k',"
                            "'correlation':0.3}],",
                            raw ? "" : ",'effect':2");
  if (parts & CALIBRATION_PRACTITIONERS)
    g_string_append (text, "'practitioners':{'count':12,'icc':0.05},");
  if (parts & CALIBRATION_ADHERENCE)
    g_string_append (text, "'adherence':{'proportion':0.8},");
  g_string_append_printf (text, "'dropout':{'proportion':%s%s},", times ? "0.2" : "[0,0.1,0.2]",
                          parts & CALIBRATION_GAPS ? ",'gaps':0.1" : "");
  return g_string_free (text, FALSE);
}

static SimScenario *
checked (char *json)
{
  GPtrArray *problems = sim_problems_new ();
  g_strdelimit (json, "'", '"');
  SimDraft *draft = sim_draft_parse (json, strlen (json), problems);
  g_assert_nonnull (draft);
  SimScenario *scenario = sim_scenario_check (draft, problems);
  sim_draft_unref (draft);
  g_ptr_array_unref (problems);
  return scenario;
}

SimScenario *
calibration_scenario (guint outcome, guint parts, const char *omnibus,
                      const char *const *records, guint n)
{
  GString *analyses = g_string_new (NULL), *hypotheses = g_string_new (NULL);
  gboolean times = strcmp (outcomes[outcome].name, "time-to-event") == 0;
  char *people = people_of (parts, outcomes[outcome].raw, times);
  for (guint i = 0; i < n; i++) {
    const char *comma = i > 0 ? "," : "";
    g_string_append_printf (analyses, "%s{'id':'m%u',%s}", comma, i, records[i]);
    g_string_append_printf (hypotheses, "%s{'id':'h%u','compare':['a','c'],'analysis':'m%u'}",
                            comma, i, i);
  }
  char *json = g_strdup_printf (
      "{'trefoil':1,'arms':[{'id':'a','size':%d},{'id':'b','size':%d},{'id':'c','size':%d,"
      "'reference':true}],'outcomes':[{'id':'y',%s}],%s'analyses':[%s],'testing':{'omnibus':'%s',"
      "'multiplicity':{'method':'none'},'hypotheses':[%s]},'run':{'seed':20,'sizes':[%d,%d]}}",
      CALIBRATION_LARGE, CALIBRATION_LARGE, CALIBRATION_LARGE, outcomes[outcome].json, people,
      analyses->str, omnibus, hypotheses->str, 3 * CALIBRATION_SMALL, 3 * CALIBRATION_LARGE);
  SimScenario *scenario = checked (json);
  g_free (json);
  g_free (people);
  g_string_free (analyses, TRUE);
  g_string_free (hypotheses, TRUE);
  return scenario;
}

const char *
calibration_outcome (guint index)
{
  return index < G_N_ELEMENTS (outcomes) ? outcomes[index].name : NULL;
}
