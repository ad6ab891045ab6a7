/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * file-look.c - reads the file of a document and holds it against what it should have.
 */
#include "file-look.h"

AppFileLook *
app_file_look_new (const char *path)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  AppFileLook *look = g_new0 (AppFileLook, 1);

  look->path = g_strdup (path);
  look->stamp = sim_file_stamp (path); /* first: what is written from here on is another one */
  look->there = g_file_test (path, G_FILE_TEST_EXISTS);
  look->regular = g_file_test (path, G_FILE_TEST_IS_REGULAR);
  /* What is no file any more, such as a pipe, might be waited for without end. */
  if (look->regular)
    look->draft = app_document_read (path, problems);
  return look;
}

void
app_file_look_free (AppFileLook *look)
{
  if (look == NULL)
    return;
  g_free (look->path);
  sim_draft_unref (look->draft);
  g_free (look);
}

static gboolean
mean_the_same (SimDraft *one, SimDraft *other)
{
  g_autoptr (GPtrArray) problems = sim_problems_new (), differences = NULL;
  g_autoptr (SimScenario) a = NULL, b = NULL;

  if (sim_value_equal (sim_draft_root (one), sim_draft_root (other)))
    return TRUE;
  a = sim_scenario_check (one, problems);
  b = sim_scenario_check (other, problems);
  if (a == NULL || b == NULL)
    return FALSE;
  differences = sim_scenario_differences (a, b);
  return differences->len == 0;
}

gboolean
app_file_look_is_foreign (const AppFileLook *look, SimDraft *known, const SimFileStamp *seen,
                          SimDraft *wanted)
{
  if (!look->regular || sim_file_stamp_equal (&look->stamp, seen))
    return FALSE;
  if (look->draft == NULL)
    return TRUE;
  return (known == NULL || !mean_the_same (look->draft, known))
         && !mean_the_same (look->draft, wanted);
}
