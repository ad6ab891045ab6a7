/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cluster.c - writes the folder for a cluster, and reads the parts of a run from it.
 */
#include "cluster.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "library.h"

#define README      "README.txt"
#define PART        "part-"
#define TASKS       16
#define EXECUTABLE  0755
#define WORLD_READS 0644

static const char *const scripts[] = { "array.sbatch", "merge.sbatch", "submit.sh" };

/* --- to the cluster --- */

static char *
instructions (SimDraft *draft)
{
  g_autoptr (SimValue) value = sim_draft_effective (draft, "/run/replicates");
  double trials = sim_value_number (value);
  g_autofree char *count = sim_format_count ((guint64)trials);

  /* Translators: a text file. Lines that begin with blanks are typed by the reader: leave them as
     they are, and keep the lines shorter than eighty letters. */
  return g_strdup_printf (
      _ ("This folder is for a cluster with Slurm. Every node must have the command\n"
         "trefoil-sim of the version that wrote this, %s.\n\n"
         "1. Copy the folder to where all nodes of the cluster see it.\n\n"
         "2. There, in the folder, type\n\n"
         "     ./submit.sh %s %d\n\n"
         "   That simulates the %s trials of the scenario in %d tasks, and joins what they\n"
         "   find in results.json. Partition, account and time limit are options for\n"
         "   array.sbatch and merge.sbatch: add them there. For more trials type first\n\n"
         "     trefoil-sim fmt %s --set /run/replicates=100000000 -o %s\n\n"
         "3. When the tasks have ended,\n\n"
         "     squeue --me\n\n"
         "   shows none of them. Copy the files part-1 to part-%d back, into a folder of\n"
         "   this computer.\n\n"
         "4. Open the same scenario in Trefoil, choose Results from a Cluster in the menu,\n"
         "   and then that folder.\n\n"
         "Without Slurm, any computers will do, here three: copy the folder to each of\n"
         "them, and type there one of these lines. After an interruption the same line\n"
         "goes on with what there is.\n\n"
         "     trefoil-sim run %s --shard 1/3 -o part-1\n"
         "     trefoil-sim run %s --shard 2/3 -o part-2\n"
         "     trefoil-sim run %s --shard 3/3 -o part-3\n\n"
         "Then copy the three parts into one folder and go on with step 4, or join them\n"
         "there by\n\n"
         "     trefoil-sim merge part-1 part-2 part-3 --format json -o results.json\n"),
      TREFOIL_VERSION, APP_CLUSTER_SCENARIO, TASKS, count, TASKS, APP_CLUSTER_SCENARIO,
      APP_CLUSTER_SCENARIO, TASKS, APP_CLUSTER_SCENARIO, APP_CLUSTER_SCENARIO,
      APP_CLUSTER_SCENARIO);
}

static gboolean
is_part (const char *name)
{
  const char *number = name + strlen (PART);

  return g_str_has_prefix (name, PART) && *number != '\0'
         && strspn (number, "0123456789") == strlen (number);
}

static int
by_name (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* The names in a folder, in order; NULL where it cannot be read. */
static GPtrArray *
names_in (const char *folder, GError **error)
{
  GDir *dir = g_dir_open (folder, 0, error);
  const char *name;

  if (dir == NULL)
    return NULL;
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_dir_close (dir);
  g_ptr_array_sort (names, by_name);
  return names;
}

static gboolean
is_ours (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    if (g_str_equal (name, scripts[i]))
      return TRUE;
  return g_str_equal (name, APP_CLUSTER_SCENARIO) || g_str_equal (name, README) || is_part (name);
}

static void
set_taken (const char *folder, const char *name, GError **error)
{
  g_autofree char *shown = g_filename_display_basename (folder);

  /* Translators: names of a folder and of a file */
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
               _ ("“%s” has a file %s already. Choose an empty folder."), shown, name);
}

/* Nothing is written over: the folder may hold what took a cluster a night. */
static gboolean
check_free (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) names = names_in (folder, error);

  for (guint i = 0; names != NULL && i < names->len; i++) {
    const char *name = g_ptr_array_index (names, i);
    if (is_ours (name)) {
      set_taken (folder, name, error);
      return FALSE;
    }
  }
  return names != NULL;
}

static gboolean
copy_script (const char *name, const char *folder, GError **error)
{
  g_autofree char *data = app_library_folder ();
  g_autofree char *from = g_build_filename (data, "cluster", name, NULL);
  g_autofree char *to = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  gsize length;

  return g_file_get_contents (from, &text, &length, error)
         && g_file_set_contents_full (to, text, (gssize)length, G_FILE_SET_CONTENTS_CONSISTENT,
                                      EXECUTABLE, error);
}

static gboolean
write_all (SimDraft *draft, const char *folder, GError **error)
{
  g_autofree char *scenario = g_build_filename (folder, APP_CLUSTER_SCENARIO, NULL);
  g_autofree char *readme = g_build_filename (folder, README, NULL);
  g_autofree char *text = instructions (draft);

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    if (!copy_script (scripts[i], folder, error))
      return FALSE;
  return sim_draft_save (draft, scenario, error)
         && g_file_set_contents_full (readme, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, WORLD_READS,
                                      error);
}

static gboolean
fail (const char *folder, int code, GError **error)
{
  g_autofree char *shown = g_filename_display_basename (folder);

  /* Translators: the name of a folder, and the reason */
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               _ ("Nothing could be written into “%s”: %s"), shown, g_strerror (code));
  return FALSE;
}

static void
remove_from (const char *folder, const GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
    g_unlink (path);
  }
}

/* The first ones of names, as far as they are the files of these stamps still. */
static void
take_back (const char *folder, const GPtrArray *names, const GArray *stamps)
{
  for (guint i = 0; i < stamps->len; i++) {
    g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
    SimFileStamp now = sim_file_stamp (path);
    if (sim_file_stamp_equal (&now, &g_array_index (stamps, SimFileStamp, i)))
      g_unlink (path);
  }
}

/* All of them or none, and over nothing that came there since it was looked. */
static gboolean
move_all (const char *from, const char *to, const GPtrArray *names, GError **error)
{
  const SimFileStamp nothing = { .there = FALSE };
  g_autoptr (GArray) stamps = g_array_new (FALSE, FALSE, sizeof (SimFileStamp));

  for (guint i = 0; i < names->len; i++) {
    const char *name = g_ptr_array_index (names, i);
    g_autofree char *old = g_build_filename (from, name, NULL);
    g_autofree char *new = g_build_filename (to, name, NULL);
    g_autofree char *kept = NULL;
    SimFileStamp stamp = sim_file_stamp (old);
    int code = sim_file_put (old, new, &nothing, &kept);
    if (code != 0) {
      if (code < 0)
        set_taken (to, name, error);
      else
        fail (to, code, error);
      take_back (to, names, stamps);
      return FALSE;
    }
    g_array_append_val (stamps, stamp);
  }
  return TRUE;
}

/* Written aside first: a folder that has some of it would be in the way of the next try. */
gboolean
app_cluster_write (SimDraft *draft, const char *folder, GError **error)
{
  g_autofree char *aside = g_build_filename (folder, ".trefoil-XXXXXX", NULL);
  g_autoptr (GPtrArray) names = NULL;
  gboolean good;

  if (!check_free (folder, error))
    return FALSE;
  if (g_mkdtemp (aside) == NULL)
    return fail (folder, errno, error);
  good = write_all (draft, aside, error);
  names = names_in (aside, good ? error : NULL);
  good = good && names != NULL && move_all (aside, folder, names, error);
  if (!good && names != NULL)
    remove_from (aside, names);
  g_rmdir (aside);
  return good;
}

/* --- from the cluster --- */

static void
free_part (gpointer part)
{
  sim_run_part_free (part);
}

static void
free_difference (gpointer difference)
{
  sim_difference_free (difference);
}

/* Where the part gives other numbers: what differs first, with both values. */
static gboolean
check_same (const SimScenario *scenario, const SimRunPart *part, GError **error)
{
  SimScenario *other = sim_run_part_scenario (part);

  if (sim_scenario_stage_between (scenario, other) <= SIM_STAGE_LENGTH)
    return TRUE;
  g_autoptr (GPtrArray) differences = sim_scenario_differences (scenario, other);
  g_ptr_array_set_free_func (differences, free_difference);
  for (guint i = 0; i < differences->len; i++) {
    const SimDifference *found = g_ptr_array_index (differences, i);
    if (found->stage > SIM_STAGE_LENGTH) {
      /* Translators: what a value is of, the value here, and the value there */
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _ ("The parts are of another scenario: %s is %s here and %s there."),
                   found->what, found->a != NULL ? found->a : _ ("nothing"),
                   found->b != NULL ? found->b : _ ("nothing"));
      return FALSE;
    }
  }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               _ ("The parts are of another scenario."));
  return FALSE;
}

/* All parts of the folder; their names remain in names. */
static GPtrArray *
read_parts (SimEngine *engine, const char *folder, GPtrArray *names, GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (free_part);

  for (guint i = 0; i < names->len; i++) {
    const char *name = g_ptr_array_index (names, i);
    g_autofree char *path = g_build_filename (folder, name, NULL);
    SimReportInfo info = { .program = "trefoil-sim " TREFOIL_VERSION }; /* of the same version */
    SimRunPart *part = sim_run_part_read_file (engine, path, &info, error);

    if (part == NULL) {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
    g_ptr_array_add (parts, part);
  }
  return g_steal_pointer (&parts);
}

SimRunPart *
app_cluster_read (const SimScenario *scenario, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) names = names_in (folder, error);

  for (guint i = names != NULL ? names->len : 0; i > 0; i--)
    if (!is_part (g_ptr_array_index (names, i - 1)))
      g_ptr_array_remove_index (names, i - 1);
  if (names == NULL)
    return NULL;
  if (names->len == 0) {
    g_autofree char *shown = g_filename_display_basename (folder);
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _ ("“%s” has no parts of a run; they are called part-1, part-2 and so on."),
                 shown);
    return NULL;
  }
  SimEngine *engine = sim_engine_new (1, SIM_ISA_AUTO, error);
  g_autoptr (GPtrArray) parts = engine != NULL ? read_parts (engine, folder, names, error) : NULL;
  g_autoptr (SimRunPart) whole = NULL;
  if (parts != NULL && check_same (scenario, g_ptr_array_index (parts, 0), error))
    whole = sim_run_part_join (parts, (const char *const *)names->pdata, error);
  g_clear_pointer (&engine, sim_engine_free);
  return g_steal_pointer (&whole);
}
