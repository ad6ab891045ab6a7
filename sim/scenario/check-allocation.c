/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * check-allocation.c - what must hold between arms, ratios, blocks and strata.
 */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "allocation.h"
#include "check.h"
#include "expand.h"

static void
check_block_size (SimCheck *check, const SimValue *sizes, guint sum, guint i)
{
  const SimValue *value = sim_value_at (sizes, i);
  double size = sim_value_number (value);
  if (!(size >= 2 && size <= SIM_MAX_BLOCK_SIZE && size == floor (size)) || (guint)size % sum == 0)
    return;
  char *pointer = g_strdup_printf ("/allocation/block-sizes/%u", i);
  char *allowed = g_strdup_printf (_ ("a multiple of %u, the sum of the arms' ratios"), sum);
  sim_check_add_at (check, pointer, SIM_ERROR_CONFLICT, value, allowed,
                    _ ("the arms cannot have their ratio in such a block"));
  g_free (allowed);
  g_free (pointer);
}

static void
check_blocks (SimCheck *check, const guint *ratio, guint n)
{
  const SimValue *sizes = sim_value_resolve (check->full, "/allocation/block-sizes");
  guint sum = 0;
  for (guint a = 0; a < n; a++)
    sum += ratio[a];
  if (sim_value_kind (sizes) != SIM_VALUE_LIST || sim_value_length (sizes) > SIM_MAX_BLOCK_SIZES)
    return;
  for (guint i = 0; i < sim_value_length (sizes); i++)
    check_block_size (check, sizes, sum, i);
}

/* Fixed numbers are at least 2 each by themselves; ratios can leave an arm too few of them all. */
static void
check_shares (SimCheck *check, const SimValue *arms, const guint *ratio, guint n)
{
  guint split[SIM_MAX_ARMS], total = 0;
  for (guint a = 0; a < n; a++) {
    double size = sim_value_number (sim_value_get (sim_value_at (arms, a), "size"));
    if (!(size >= 2 && size <= SIM_MAX_TOTAL))
      return;
    total += (guint)size;
  }
  sim_split_total (ratio, n, total, split);
  for (guint a = 0; a < n; a++)
    if (split[a] < 2) {
      const SimValue *arm = sim_value_at (arms, a);
      char *pointer
          = g_strdup_printf ("/arms/%s/ratio", sim_value_text (sim_value_get (arm, "id")));
      sim_check_add_at (check, pointer, SIM_ERROR_CONFLICT, sim_value_get (arm, "ratio"),
                        _ ("ratios that leave at least 2 of all patients in every arm"),
                        _ ("leaves %u of %u patients in the arm"), split[a], total);
      g_free (pointer);
      return;
    }
}

void
sim_check_allocation (SimCheck *check, const SimValue *arms)
{
  const SimValue *method = sim_value_resolve (check->full, "/allocation/method");
  const char *id = sim_value_text (method);
  guint ratio[SIM_MAX_ARMS];
  if ((g_strcmp0 (id, "stratified-blocks") == 0 || g_strcmp0 (id, "minimisation") == 0)
      && sim_value_length (sim_value_get (check->full, "strata")) == 0)
    sim_check_add_at (check, "/allocation/method", SIM_ERROR_CONFLICT, method,
                      _ ("strata, or another method"),
                      _ ("the method balances strata, and there are none"));
  guint n = sim_allocation_weights (arms, id, ratio);
  if (n == 0)
    return;
  check_blocks (check, ratio, n);
  check_shares (check, arms, ratio, n);
}
