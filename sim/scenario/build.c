/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * build.c - putting lists and maps together member by member.
 */
#include "build.h"

struct _SimBuild {
  GPtrArray *keys;
  GPtrArray *values;
};

SimBuild *
sim_build_new (void)
{
  SimBuild *build = g_new (SimBuild, 1);
  build->keys = g_ptr_array_new_with_free_func (g_free);
  build->values = g_ptr_array_new ();
  return build;
}

/* The values have gone over to the finished container, or are dropped here one by one. */
static void
release (SimBuild *build)
{
  g_ptr_array_unref (build->keys);
  g_ptr_array_unref (build->values);
  g_free (build);
}

void
sim_build_free (SimBuild *build)
{
  for (guint i = 0; i < build->values->len; i++)
    sim_value_unref (build->values->pdata[i]);
  release (build);
}

void
sim_build_add (SimBuild *build, const char *key, SimValue *value)
{
  g_ptr_array_add (build->keys, g_strdup (key));
  g_ptr_array_add (build->values, value);
}

const SimValue *
sim_build_get (const SimBuild *build, const char *key)
{
  for (guint i = 0; i < build->keys->len; i++)
    if (g_strcmp0 (build->keys->pdata[i], key) == 0)
      return build->values->pdata[i];
  return NULL;
}

SimValue *
sim_build_map (SimBuild *build)
{
  SimValue *map = sim_value_new_map ((const char *const *)build->keys->pdata,
                                     (SimValue **)build->values->pdata, build->keys->len);
  release (build);
  return map;
}

SimValue *
sim_build_list (SimBuild *build)
{
  SimValue *list = sim_value_new_list ((SimValue **)build->values->pdata, build->values->len);
  release (build);
  return list;
}
