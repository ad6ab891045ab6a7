/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lesson-checker.c - a lesson is looked at step by step; what is known of a step is kept.
 */
#include "lesson-private.h"

#include "../base/error.h"

/* The view that a lesson begins with until a step names one. */
#define FIRST_VIEW "power"

/* What is known of a step, and of what that hangs on. */
typedef struct {
  SimValue *step;
  SimDraft *at;    /* with what the steps before it set */
  char *view;      /* that they left open */
  SimDraft *after; /* with what it sets itself; NULL: those after it cannot be looked at */
  char *view_after;
  GPtrArray *problems;
} Known;

struct _SimLessonChecker {
  SimDraft *file; /* NULL: none yet */
  SimDraft *at;   /* of the next step */
  char *view;
  guint next, n; /* n: of the steps that can be looked at */
  Known known[SIM_MAX_LESSON_STEPS];
};

static void
forget (Known *known)
{
  sim_value_unref (known->step);
  sim_draft_unref (known->at);
  sim_draft_unref (known->after);
  g_free (known->view);
  g_free (known->view_after);
  g_clear_pointer (&known->problems, g_ptr_array_unref);
  *known = (Known){ .step = NULL };
}

SimLessonChecker *
sim_lesson_checker_new (void)
{
  return g_new0 (SimLessonChecker, 1);
}

void
sim_lesson_checker_free (SimLessonChecker *checker)
{
  if (checker == NULL)
    return;
  for (guint i = 0; i < SIM_MAX_LESSON_STEPS; i++)
    forget (&checker->known[i]);
  sim_draft_unref (checker->file);
  sim_draft_unref (checker->at);
  g_free (checker->view);
  g_free (checker);
}

void
sim_lesson_checker_begin (SimLessonChecker *checker, SimDraft *draft)
{
  sim_draft_ref (draft);
  sim_draft_unref (checker->file);
  checker->file = draft;
  sim_draft_unref (checker->at);
  checker->at = sim_draft_set (draft, "/lesson", NULL, NULL);
  g_free (checker->view);
  checker->view = g_strdup (FIRST_VIEW);
  checker->next = 0;
  checker->n = MIN (sim_lesson_n_steps (draft), SIM_MAX_LESSON_STEPS);
}

static const SimValue *
step_of (const SimLessonChecker *checker, guint i)
{
  return sim_value_at (sim_draft_get (checker->file, "/lesson/steps"), i);
}

static gboolean
is_known (const SimLessonChecker *checker, guint i)
{
  const Known *known = &checker->known[i];

  return known->step != NULL && g_strcmp0 (known->view, checker->view) == 0
         && sim_value_equal (known->step, step_of (checker, i))
         && sim_value_equal (sim_draft_root (known->at), sim_draft_root (checker->at));
}

static void
look (SimLessonChecker *checker, guint i)
{
  Known *known = &checker->known[i];
  const char *view = checker->view;

  forget (known);
  known->step = sim_value_ref (step_of (checker, i));
  known->at = sim_draft_ref (checker->at);
  known->view = g_strdup (checker->view);
  known->problems = sim_problems_new ();
  known->after = sim_lesson_check_step (checker->file, i, checker->at, &view, known->problems);
  known->view_after = g_strdup (view);
}

/* On to the step after one that is known. */
static void
pass (SimLessonChecker *checker, const Known *known)
{
  checker->next++;
  if (known->after == NULL) {
    checker->n = checker->next;
    return;
  }
  sim_draft_ref (known->after);
  sim_draft_unref (checker->at);
  checker->at = known->after;
  g_free (checker->view);
  checker->view = g_strdup (known->view_after);
}

gboolean
sim_lesson_checker_next (SimLessonChecker *checker)
{
  while (checker->next < checker->n && is_known (checker, checker->next))
    pass (checker, &checker->known[checker->next]);
  if (checker->next >= checker->n)
    return FALSE;
  look (checker, checker->next);
  pass (checker, &checker->known[checker->next]);
  return TRUE;
}

void
sim_lesson_checker_tell (SimLessonChecker *checker, GPtrArray *problems)
{
  guint most = problems->len + SIM_LESSON_MOST_PROBLEMS;

  for (guint i = 0; i < checker->next; i++) {
    const GPtrArray *own = checker->known[i].problems;

    for (guint k = 0; k < own->len && problems->len < most; k++)
      g_ptr_array_add (problems, sim_problem_copy (own->pdata[k]));
  }
}

void
sim_lesson_check (SimDraft *draft, GPtrArray *problems)
{
  SimLessonChecker *checker = sim_lesson_checker_new ();

  sim_lesson_checker_begin (checker, draft);
  while (sim_lesson_checker_next (checker))
    ;
  sim_lesson_checker_tell (checker, problems);
  sim_lesson_checker_free (checker);
}
