/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * people-everything.h - a scenario of three arms with any of the parts of people.h switched on.
 */
#ifndef TESTS_SIM_RUN_PEOPLE_EVERYTHING_H
#define TESTS_SIM_RUN_PEOPLE_EVERYTHING_H

#include "people-fixture.h"

#define PRACTITIONERS "'practitioners':{'caseload':{'a':7,'c':5},'icc':0.08},"
#define CENTRES "'centres':{'count':4,'icc':0.03,'effect-sd':0.9},"
#define STRATA                                                                                    \
  "'strata':[{'id':'s','levels':[{'id':'yes','prevalence':0.3,'effect':2.5,"                      \
  "'interaction':{'y':{'a':-2,'c':1}}},{'id':'no','prevalence':0.7}]}],"
#define COVARIATES "'covariates':[{'id':'age','correlation':0.3}],"
#define RESPONSE "'response-sd':{'a':1.5},"
#define ADHERENCE "'adherence':{'proportion':{'a':0.7},'share-kept':{'a':0.3}},"
#define SWITCHING "'switching':[{'from':'b','to':'a','proportion':0.2}],"
#define ESTIMAND "'estimand':'hypothetical',"
#define MCAR "'dropout':{'proportion':0.3},"
#define GAPS "'dropout':{'proportion':0.3,'gaps':0.15},"
#define MAR "'dropout':{'mechanism':'mar','log-odds':0.2,'proportion':0.3,'gaps':{'a':0.15}},"
#define MNAR "'dropout':{'mechanism':{'a':'mar','b':'mnar','c':'mcar'},"                          \
             "'log-odds':{'a':0.2,'b':-0.1},'proportion':0.3,'gaps':{'a':0.15}},"
#define EVERYTHING PRACTITIONERS CENTRES STRATA COVARIATES RESPONSE ADHERENCE SWITCHING

#define ENTRY ",'min':3,'max':23,'imbalance':{'a':0.4,'c':-0.2}"
#define OBSERVED ",'scale':'observed'"

#define ARMS "{'id':'a','size':40},{'id':'b','size':50,'reference':true},{'id':'c','size':30}"
#define SIZES "[60,120,240]"

/** entry, scale: more of the baseline and of the correlation. */
static inline SimScenario *scenario_at_entry (const char *arms, const char *type,
                                              const char *rest, const char *sizes,
                                              const char *entry, const char *scale)
{
  char *text = g_strdup_printf (
      "{'trefoil':1,'arms':[%s],'outcomes':[{'id':'y',%s,"
      "'visits':[{'id':'v','time':8},{'id':'w','time':26}],"
      "'baseline':{'mean':11,'sd':5%s},'means':{'a':[5,6],'b':[9,8],'c':[7,6]},"
      "'sd':{'a':[5,4],'b':6,'c':5},'correlation':{'baseline':0.5,'visits':0.7%s}}],%s"
      "'analyses':[{'id':'m','visit':'w','method':'ancova'},"
      "{'id':'t','visit':'v','method':'t-test','variance':'two-arms'}],"
      "'testing':{'hypotheses':[{'id':'h','compare':['a','b'],'analysis':'m'},"
      "{'id':'i','compare':['c','b'],'analysis':'t'}]},'run':{'seed':31,'sizes':%s}}",
      arms, type, entry, scale, rest, sizes);
  SimScenario *scenario = people_parse (text);
  g_free (text);
  return scenario;
}

static inline SimScenario *scenario_with (const char *arms, const char *type, const char *rest,
                                          const char *sizes)
{
  return scenario_at_entry (arms, type, rest, sizes, "", "");
}

#endif
