/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verify-designs.c - cases of whole scenarios: from the file's keys to a figure, exact and
 * simulated.
 */
#include "verify-private.h"

#include <glib/gi18n.h>

#define RUN(seed, replicates, total)                                                               \
  "'run':{'seed':" #seed ",'replicates':" #replicates ",'sizes':[" #total "]}}"

/* Three arms as in Luo 2019: 54, 50 and 48 patients, SD 5, effects of 3.2, 2.1 and 1.1 points. */
#define LUO(method)                                                                                \
  "{'trefoil':1,'arms':[{'id':'HE','size':54},{'id':'ST','size':50},"                              \
  "{'id':'UC','size':48,'reference':true}],"                                                       \
  "'outcomes':[{'id':'y','type':'continuous','better':'lower',"                                    \
  "'visits':[{'id':'v','time':8}],'baseline':{'mean':11,'sd':5},"                                  \
  "'means':{'HE':5.7,'ST':6.8,'UC':8.9},'sd':5,"                                                   \
  "'correlation':{'type':'baseline-visits','baseline':0.5}}],"                                     \
  "'dropout':{'proportion':0},'analyses':[{'id':'m'," method "}],"                                 \
  "'testing':{'alpha':0.05,'sides':2,'hypotheses':[{'id':'HE-UC','compare':['HE','UC']},"          \
  "{'id':'ST-UC','compare':['ST','UC']},{'id':'HE-ST','compare':['HE','ST']}],"                    \
  "'multiplicity':{'method':'none'}}," RUN (20190704, 100000, 152)
#define LUO_T      LUO ("'method':'t-test'")
#define LUO_ANCOVA LUO ("'method':'ancova','adjust-for':['baseline']")

#define R_PT      "R 4.2.2, stats::pt noncentral"
#define GAUSS     "R 4.2.2, statmod 1.5.0 gauss.quad"
#define DIGITS(u) .kind = SIM_VERIFY_DIGITS, .tolerance = (u)
#define SIMULATED .kind = SIM_VERIFY_SIMULATED

static const SimVerifyCase rows[] = {
  { "luo-t-HE-UC", N_ ("three arms of 54, 50, 48, t test, SD 5, effect 3.2"), R_PT, DIGITS (1e-3),
    .expected = 0.894, .scenario = LUO_T, .hypothesis = 0 },
  { "luo-t-ST-UC", N_ ("the same, effect 2.1"), R_PT, DIGITS (1e-3), .expected = 0.542,
    .scenario = LUO_T, .hypothesis = 1 },
  { "luo-t-HE-ST", N_ ("the same, effect 1.1"), R_PT, DIGITS (1e-3), .expected = 0.200,
    .scenario = LUO_T, .hypothesis = 2 },
  { "luo-ancova-HE-UC",
    N_ ("the same trial by analysis of covariance, correlation 0.5, effect 3.2"), GAUSS,
    DIGITS (1e-3), .expected = 0.958, .scenario = LUO_ANCOVA, .hypothesis = 0 },
  { "luo-ancova-ST-UC", N_ ("the same, effect 2.1"), GAUSS, DIGITS (1e-3), .expected = 0.661,
    .scenario = LUO_ANCOVA, .hypothesis = 1 },
  { "luo-ancova-HE-ST", N_ ("the same, effect 1.1"), GAUSS, DIGITS (1e-3), .expected = 0.249,
    .scenario = LUO_ANCOVA, .hypothesis = 2 },
};

const SimVerifyCase *
sim_verify_designs (guint *n)
{
  *n = G_N_ELEMENTS (rows);
  return rows;
}
