/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * job.c - a job's results and reports come in the main loop; what nobody wants any more does not.
 */
#include "job.h"

enum { FOR_EVER = -1, REPORTS = -2, NOTHING = -3 };

typedef struct {
  GArray *results; /* of int: the numbers told, in order */
  guint last;      /* how many of them were the last of a wish */
  guint nothing;
} Told;

static gint alive; /* inputs and results not freed */
static gint started;

static gpointer number_new (int number)
{
  int *one = g_new (int, 1);

  *one = number;
  g_atomic_int_inc (&alive);
  return one;
}

static void number_free (gpointer number)
{
  g_atomic_int_add (&alive, -1);
  g_free (number);
}

static gpointer compute (AppTask *task, gpointer input)
{
  int number = *(int *) input;

  g_atomic_int_inc (&started);
  while (number == FOR_EVER && g_atomic_int_get (app_task_cancel (task)) == 0)
    g_usleep (500);
  if (number == REPORTS)
    for (int i = 0; i < 1000; i++)
      app_task_report (task, number_new (i));
  return number == NOTHING ? NULL : number_new (2 * number);
}

static void ready (gpointer result, gboolean last, gpointer data)
{
  Told *told = data;

  told->last += last;
  if (result == NULL) {
    told->nothing++;
    return;
  }
  g_array_append_val (told->results, *(int *) result);
  number_free (result);
}

static const AppJobKind kind = { "test", compute, number_free, number_free, ready };

static void loop_until_idle (const AppJob *job)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (app_job_busy (job) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_false (app_job_busy (job));
}

static void wait_for_start (gint n)
{
  while (g_atomic_int_get (&started) < n)
    g_usleep (200);
}

static AppJob *begin (Told *told)
{
  *told = (Told){ .results = g_array_new (FALSE, FALSE, sizeof (int)) };
  g_atomic_int_set (&started, 0);
  return app_job_new (&kind, told);
}

static void end (AppJob *job, Told *told)
{
  app_job_free (job);
  g_array_unref (told->results);
  g_assert_cmpint (g_atomic_int_get (&alive), ==, 0);
}

static void test_result (void)
{
  Told told;
  AppJob *job = begin (&told);

  g_assert_false (app_job_busy (job));
  app_job_want (job, number_new (21));
  g_assert_true (app_job_busy (job));
  loop_until_idle (job);
  g_assert_cmpuint (told.results->len, ==, 1);
  g_assert_cmpint (g_array_index (told.results, int, 0), ==, 42);
  app_job_want (job, number_new (NOTHING));
  loop_until_idle (job);
  g_assert_cmpuint (told.nothing, ==, 1);
  g_assert_cmpuint (told.last, ==, 2);
  end (job, &told);
}

/* The newest of many wishes alone is answered, whatever was under way. */
static void test_newest (void)
{
  Told told;
  AppJob *job = begin (&told);

  app_job_want (job, number_new (FOR_EVER));
  wait_for_start (1);
  for (int i = 1; i <= 100; i++)
    app_job_want (job, number_new (i));
  loop_until_idle (job);
  g_assert_cmpuint (told.results->len, ==, 1);
  g_assert_cmpint (g_array_index (told.results, int, 0), ==, 200);
  g_assert_cmpint (g_atomic_int_get (&started), ==, 2);
  end (job, &told);
}

/* Reports may be passed over, but come in order, and the last result after them. */
static void test_reports (void)
{
  Told told;
  AppJob *job = begin (&told);

  app_job_want (job, number_new (REPORTS));
  loop_until_idle (job);
  g_assert_cmpuint (told.last, ==, 1);
  g_assert_cmpuint (told.results->len, >=, 1);
  for (guint i = 1; i + 1 < told.results->len; i++)
    g_assert_cmpint (g_array_index (told.results, int, i), >,
                     g_array_index (told.results, int, i - 1));
  g_assert_cmpint (g_array_index (told.results, int, told.results->len - 1), ==, 2 * REPORTS);
  end (job, &told);
}

static void test_cancel (void)
{
  Told told;
  AppJob *job = begin (&told);

  app_job_want (job, number_new (FOR_EVER));
  wait_for_start (1);
  app_job_cancel (job);
  g_assert_false (app_job_busy (job));
  app_job_want (job, number_new (5));
  loop_until_idle (job);
  g_assert_cmpuint (told.results->len, ==, 1);
  g_assert_cmpint (g_array_index (told.results, int, 0), ==, 10);
  /* freed while one computes and another waits */
  app_job_want (job, number_new (FOR_EVER));
  wait_for_start (3);
  app_job_want (job, number_new (7));
  end (job, &told);
}

int main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/job/result", test_result);
  g_test_add_func ("/job/newest", test_newest);
  g_test_add_func ("/job/reports", test_reports);
  g_test_add_func ("/job/cancel", test_cancel);
  return g_test_run ();
}
