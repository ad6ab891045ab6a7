/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * other-cases.h - cases for tests of what verifies: expectations that are wrong beside right ones,
 * and a case that takes for ever.
 */
#ifndef TESTS_CLI_OTHER_CASES_H
#define TESTS_CLI_OTHER_CASES_H

#include "sim.h"

#define COIN(replicates)                                                                           \
  "{'trefoil':1,'arms':[{'id':'A','size':20},{'id':'B','size':20}],"                               \
  "'outcomes':[{'id':'y','type':'continuous','visits':[{'id':'v','time':1}],"                      \
  "'means':{'A':0,'B':0},'sd':1}],'dropout':{'proportion':0},"                                     \
  "'analyses':[{'id':'m','method':'t-test'}],'testing':{'hypotheses':[{'id':'H',"                  \
  "'compare':['A','B']}],'multiplicity':{'method':'none'}},"                                       \
  "'run':{'seed':1,'replicates':" #replicates ",'sizes':[40]}}"

static double
sum (const double *x)
{
  return x[0] + x[1];
}

#define SUMS                                                                                       \
  { "right-sum",   "two and three", "arithmetic", SIM_VERIFY_EXACT,                                \
    .expected = 5, .closed = sum,   .x = { 2, 3 } },                                               \
      { "wrong-sum",   "two and two",    "nowhere",     SIM_VERIFY_EXACT,                          \
        .expected = 5, .tolerance = 0.1, .closed = sum, .x = { 2, 2 } },                           \
  {                                                                                                \
    "wrong-digits", "a third of 1, as 0.34", "nowhere", SIM_VERIFY_DIGITS,                         \
        .expected = 0.34, .tolerance = 0.01, .closed = sum,                                        \
        .x                                                                                         \
        = { 0.3,                                                                                   \
            0.033333 }                                                                             \
  }

static const SimVerifyCase broken[] = {
  SUMS,
  { "right-level", "a level of 5 %", "definition", SIM_VERIFY_SIMULATED, .expected = 0.05,
    .scenario = COIN (20000) },
  { "wrong-level", "the same as 7 %", "nowhere", SIM_VERIFY_SIMULATED, .expected = 0.07,
    .scenario = COIN (20000) },
};
static const SimVerifyCase endless[] = {
  SUMS,
  { "endless", "a run that does not end", "nowhere", SIM_VERIFY_SIMULATED, .expected = 0.05,
    .scenario = COIN (1000000000) },
};

#endif
