/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verify-private.h - the parts of the table of cases, which only verify-cases.c puts together, and
 * the words in which they are written.
 */
#ifndef SIM_STUDY_VERIFY_PRIVATE_H
#define SIM_STUDY_VERIFY_PRIVATE_H

#include "verify.h"

G_BEGIN_DECLS

/** Each gives its rows and how many. */
const SimVerifyCase *sim_verify_means (guint *n);
const SimVerifyCase *sim_verify_rules (guint *n);
const SimVerifyCase *sim_verify_rates (guint *n);
const SimVerifyCase *sim_verify_data (guint *n);
const SimVerifyCase *sim_verify_tables (guint *n);
const SimVerifyCase *sim_verify_constants (guint *n);
const SimVerifyCase *sim_verify_designs (guint *n);
const SimVerifyCase *sim_verify_procedures (guint *n);
const SimVerifyCase *sim_verify_outcomes (guint *n);

/* Kinds of cases. */
#define EXACT(to) .kind = SIM_VERIFY_EXACT, .tolerance = (to)
#define DIGITS(u) .kind = SIM_VERIFY_DIGITS, .tolerance = (u)
#define SIMULATED .kind = SIM_VERIFY_SIMULATED
#define OF(f)     .figure = SIM_VERIFY_##f

/* Sources that several parts name. */
#define R_PT   "R 4.2.2, stats::pt noncentral"
#define GAUSS  "R 4.2.2, statmod 1.5.0 gauss.quad"
#define PIGEOT "Pigeot et al. 2003, Stat Med 22:883-99; ThreeArmedTrials 1.0.4"

/* Scenarios, with ' for ": two or three arms, one outcome, one analysis, nobody lost. */
#define SCENARIO(arms, outcome, method, testing, run)                                              \
  "{'trefoil':1,'arms':[" arms "],'outcomes':[{'id':'y'," outcome "}],"                            \
  "'dropout':{'proportion':0},'analyses':[{'id':'m'," method "}],'testing':{" testing "},"         \
  "'run':{" run "}}"
#define ARMS2(a, b) "{'id':'A','size':" #a "},{'id':'B','size':" #b ",'reference':true}"
#define ARMS3(a, b, c)                                                                             \
  "{'id':'A','size':" #a "},{'id':'B','size':" #b "},{'id':'C','size':" #c ",'reference':true}"
#define SCORES           "'better':'higher','visits':[{'id':'v','time':12}],"
#define MEANS2(a, b, sd) SCORES "'type':'continuous','means':{'A':" #a ",'B':" #b "},'sd':" sd
#define MEANS3(a, b, c, sd)                                                                        \
  SCORES "'type':'continuous','means':{'A':" #a ",'B':" #b ",'C':" #c "},'sd':" #sd
#define SHARES2(a, b) SCORES "'type':'binary','proportions':{'A':" #a ",'B':" #b "}"
#define ONE                                                                                        \
  "'multiplicity':{'method':'none'},'hypotheses':[{'id':'H','compare':['A','B']}]"
#define PAIRS(rule)                                                                                \
  "'multiplicity':{" rule "},'hypotheses':[{'id':'A-C','compare':['A','C']},"                      \
  "{'id':'B-C','compare':['B','C']},{'id':'A-B','compare':['A','B']}]"
#define CONTROL(rule)                                                                              \
  "'multiplicity':{" rule "},'hypotheses':[{'id':'A-C','compare':['A','C']},"                      \
  "{'id':'B-C','compare':['B','C']}]"
#define RUN(seed, replicates, total)                                                               \
  "'seed':" #seed ",'replicates':" #replicates ",'sizes':[" #total "]"

G_END_DECLS
#endif
