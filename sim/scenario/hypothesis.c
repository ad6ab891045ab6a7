/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hypothesis.c - from the record of a hypothesis to the weights of a contrast and the bounds that
 * its effect is tested against.
 */
#include "hypothesis.h"

#include <math.h>

#include "../base/round.h"
#include "mechanism.h"

const char *
sim_hypothesis_type_id (SimHypothesisType type)
{
  static const char *const ids[] = {
    [SIM_SUPERIORITY] = "superiority",         [SIM_SUPERIORITY_MARGIN] = "superiority-margin",
    [SIM_NON_INFERIORITY] = "non-inferiority", [SIM_EQUIVALENCE] = "equivalence",
    [SIM_RETENTION] = "retention",             [SIM_WITHIN_ARM_CHANGE] = "within-arm-change"
  };
  return ids[type];
}

SimHypothesisType
sim_hypothesis_type (const SimValue *record)
{
  const char *id = sim_value_text (sim_value_get (record, "type"));
  for (guint type = SIM_SUPERIORITY; type <= SIM_WITHIN_ARM_CHANGE; type++)
    if (g_strcmp0 (id, sim_hypothesis_type_id (type)) == 0)
      return (SimHypothesisType)type;
  return SIM_SUPERIORITY;
}

/* Whether its effect is asked for as a contrast of log odds. */
static gboolean
by_logits (const SimValue *record)
{
  return sim_hypothesis_type (record) == SIM_RETENTION
         && g_strcmp0 (sim_value_text (sim_value_get (record, "scale")), "logit") == 0;
}

unsigned
sim_hypothesis_asks (const SimValue *record)
{
  SimHypothesisType type = sim_hypothesis_type (record);
  unsigned asks = sim_value_get (record, "contrast") ? SIM_ACCEPTS_CONTRASTS : 0;
  if (type == SIM_SUPERIORITY_MARGIN || type == SIM_NON_INFERIORITY || type == SIM_EQUIVALENCE)
    asks |= SIM_ACCEPTS_MARGINS;
  if (type == SIM_RETENTION)
    asks |= SIM_ACCEPTS_CONTRASTS;
  if (by_logits (record))
    asks |= SIM_ACCEPTS_LOGIT;
  return type == SIM_WITHIN_ARM_CHANGE ? SIM_ACCEPTS_WITHIN : asks;
}

static const SimValue *
member (const SimValue *list, const SimValue *id)
{
  int index = sim_value_text (id) ? sim_value_index_of (list, sim_value_text (id)) : -1;
  return index < 0 ? NULL : sim_value_at (list, (guint)index);
}

static guint
index_in (const SimValue *list, const SimValue *id)
{
  return (guint)MAX (sim_value_index_of (list, sim_value_text (id)), 0);
}

/* --- weights ------------------------------------------------------------------------------- */

static void
set_pair (SimHypothesis *h, guint a, guint b)
{
  h->arm_a = a;
  h->arm_b = b;
  h->pair = TRUE;
  h->weights[a] = 1;
  h->weights[b] = -1;
}

/* What the sum of written decimals is short of 0 goes to the largest weight. */
static void
settle (double *weights, guint n)
{
  double sum = 0;
  guint largest = 0;
  for (guint a = 0; a < n; a++) {
    sum += weights[a];
    if (fabs (weights[a]) > fabs (weights[largest]))
      largest = a;
  }
  weights[largest] -= sum;
}

static void
set_contrast (SimHypothesis *h, const SimValue *contrast, const SimValue *arms)
{
  guint n = sim_value_length (arms), weighted = 0;
  for (guint a = 0; a < n; a++) {
    const char *id = sim_value_text (sim_value_get (sim_value_at (arms, a), "id"));
    const SimValue *weight = sim_value_get (contrast, id);
    h->weights[a] = weight ? sim_value_number (weight) : 0;
  }
  settle (h->weights, n);
  for (guint a = 0; a < n; a++) {
    weighted += h->weights[a] != 0;
    if (h->weights[a] > h->weights[h->arm_a])
      h->arm_a = a;
    if (h->weights[a] < h->weights[h->arm_b])
      h->arm_b = a;
  }
  h->pair = weighted == 2 && h->weights[h->arm_a] == 1;
}

static void
set_weights (SimHypothesis *h, const SimValue *record, const SimValue *arms)
{
  const SimValue *compare = sim_value_get (record, "compare");
  const SimValue *contrast = sim_value_get (record, "contrast");
  if (h->type == SIM_WITHIN_ARM_CHANGE) {
    h->arm_a = h->arm_b = index_in (arms, sim_value_get (record, "arm"));
    h->weights[h->arm_a] = 1;
  } else if (contrast)
    set_contrast (h, contrast, arms);
  else
    set_pair (h, index_in (arms, sim_value_at (compare, 0)),
              index_in (arms, sim_value_at (compare, 1)));
  if (h->type == SIM_RETENTION) {
    double fraction = sim_value_number (sim_value_get (record, "fraction"));
    h->pair = FALSE;
    h->weights[h->arm_b] = -fraction;
    h->weights[index_in (arms, sim_value_get (record, "placebo"))] = -(1 - fraction);
  }
}

/* --- bounds -------------------------------------------------------------------------------- */

/* A margin on the scale of the estimates. */
static double
on_scale (double margin, gboolean ratio)
{
  return ratio ? sim_round32 (log (margin)) : margin;
}

static void
set_bounds (SimHypothesis *h, const SimValue *record, gboolean ratio)
{
  const SimValue *margins = sim_value_get (record, "margins");
  double margin = on_scale (sim_value_number (sim_value_get (record, "margin")), ratio);
  h->test = SIM_TEST_ABOVE;
  h->upper = INFINITY;
  switch (h->type) {
  case SIM_SUPERIORITY_MARGIN:
    h->lower = margin;
    break;
  case SIM_NON_INFERIORITY:
    h->lower = -margin;
    break;
  case SIM_EQUIVALENCE:
    h->test = SIM_TEST_BETWEEN;
    h->lower = margins ? on_scale (sim_value_number (sim_value_at (margins, 0)), ratio) : -margin;
    h->upper = margins ? on_scale (sim_value_number (sim_value_at (margins, 1)), ratio) : margin;
    break;
  case SIM_SUPERIORITY:
  case SIM_WITHIN_ARM_CHANGE:
    if (h->sides == 2) {
      h->test = SIM_TEST_DIFFERENT;
      h->upper = 0;
    }
    break;
  case SIM_RETENTION:
    break;
  }
}

static double
own_or_common (const SimValue *full, const SimValue *record, const char *key)
{
  const SimValue *own = sim_value_get (record, key);
  const SimValue *testing = sim_value_get (full, "testing");
  return sim_value_number (own ? own : sim_value_get (testing, key));
}

void
sim_hypothesis_read (const SimValue *full, guint index, SimHypothesis *hypothesis)
{
  const SimValue *record
      = sim_value_at (sim_value_resolve (full, "/testing/hypotheses"), index);
  const SimValue *analyses = sim_value_get (full, "analyses");
  const SimValue *outcomes = sim_value_get (full, "outcomes");
  *hypothesis = (SimHypothesis){ .id = sim_value_text (sim_value_get (record, "id")),
                                 .type = sim_hypothesis_type (record),
                                 .logit = by_logits (record),
                                 .alpha = own_or_common (full, record, "alpha") };
  hypothesis->sides = own_or_common (full, record, "sides") == 1 ? 1 : 2;
  hypothesis->analysis = index_in (analyses, sim_value_get (record, "analysis"));
  const SimValue *analysis = sim_value_at (analyses, hypothesis->analysis);
  const SimAnalysisNeeds *needs
      = sim_analysis_needs (sim_value_text (sim_value_get (analysis, "method")));
  hypothesis->outcome = index_in (outcomes, sim_value_get (analysis, "outcome"));
  const SimValue *outcome = member (outcomes, sim_value_get (analysis, "outcome"));
  hypothesis->visit
      = index_in (sim_value_get (outcome, "visits"), sim_value_get (analysis, "visit"));
  set_weights (hypothesis, record, sim_value_get (full, "arms"));
  set_bounds (hypothesis, record, needs && needs->ratio);
}
