/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * numeric.c - quadrature and roots: the only door to GSL.
 */
#include "numeric.h"

#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_qrng.h>
#include <gsl/gsl_roots.h>
#include <math.h>

#define MAX_ITERATIONS   200
#define MAX_SECANT_STEPS 12
#define MAX_INTERVALS    2000
#define MAX_GAUSS        32

/* GSL keeps its error handler in a global of its own, so switching it off once is enough. */
static void
ensure_no_abort (void)
{
  static gsize done = 0;

  if (g_once_init_enter (&done)) {
    gsl_set_error_handler_off ();
    g_once_init_leave (&done, 1);
  }
}

gboolean
sim_root (SimFunction f, gpointer data, double low, double high, double tolerance, double *root)
{
  gsl_function function = { f, data };
  gboolean found = FALSE;

  ensure_no_abort ();
  gsl_root_fsolver *solver = gsl_root_fsolver_alloc (gsl_root_fsolver_brent);
  *root = NAN;
  if (gsl_root_fsolver_set (solver, &function, low, high) == GSL_SUCCESS)
    for (guint i = 0; i < MAX_ITERATIONS && !found; i++) {
      if (gsl_root_fsolver_iterate (solver) != GSL_SUCCESS)
        break;
      found = gsl_root_test_interval (gsl_root_fsolver_x_lower (solver),
                                      gsl_root_fsolver_x_upper (solver), tolerance, 4e-16)
              == GSL_SUCCESS;
    }
  if (found)
    *root = gsl_root_fsolver_root (solver);
  gsl_root_fsolver_free (solver);
  return found;
}

typedef struct {
  SimFunction f;
  gpointer data;
  double slope;
} Smooth;

static double
smooth_f (double x, void *data)
{
  const Smooth *smooth = data;

  return smooth->f (x, smooth->data);
}

static double
smooth_df (double x, void *data)
{
  const Smooth *smooth = data;

  return smooth->slope;
}

static void
smooth_fdf (double x, void *data, double *f, double *df)
{
  *f = smooth_f (x, data);
  *df = smooth_df (x, data);
}

gboolean
sim_root_near (SimFunction f, gpointer data, double guess, double slope, double low, double high,
               double tolerance, double *root)
{
  Smooth smooth = { f, data, slope };
  gsl_function_fdf function = { smooth_f, smooth_df, smooth_fdf, &smooth };
  gboolean found = FALSE;

  ensure_no_abort ();
  gsl_root_fdfsolver *solver = gsl_root_fdfsolver_alloc (gsl_root_fdfsolver_secant);
  *root = NAN;
  if (gsl_root_fdfsolver_set (solver, &function, guess) == GSL_SUCCESS)
    for (guint i = 0; i < MAX_SECANT_STEPS && !found; i++) {
      double before = gsl_root_fdfsolver_root (solver);
      if (gsl_root_fdfsolver_iterate (solver) != GSL_SUCCESS)
        break;
      double now = gsl_root_fdfsolver_root (solver);
      if (!(now >= low && now <= high))
        break;
      found = fabs (now - before) <= tolerance;
      *root = now;
    }
  if (!found)
    *root = NAN;
  gsl_root_fdfsolver_free (solver);
  return found;
}

void
sim_gauss_legendre (guint n, double low, double high, double *x, double *w)
{
  g_return_if_fail (n >= 1 && n <= 512);
  ensure_no_abort ();
  gsl_integration_glfixed_table *table = gsl_integration_glfixed_table_alloc (n);
  for (guint i = 0; i < n; i++)
    gsl_integration_glfixed_point (low, high, i, &x[i], &w[i], table);
  gsl_integration_glfixed_table_free (table);
}

double
sim_integrate (SimFunction f, gpointer data, double low, double high, double tolerance,
               double *error)
{
  gsl_function function = { f, data };
  double result = NAN, estimate = NAN;
  int status;

  ensure_no_abort ();
  gsl_integration_workspace *workspace = gsl_integration_workspace_alloc (MAX_INTERVALS);
  if (isinf (low) && isinf (high))
    status = gsl_integration_qagi (&function, tolerance, tolerance, MAX_INTERVALS, workspace,
                                   &result, &estimate);
  else if (isinf (high))
    status = gsl_integration_qagiu (&function, low, tolerance, tolerance, MAX_INTERVALS, workspace,
                                    &result, &estimate);
  else if (isinf (low))
    status = gsl_integration_qagil (&function, high, tolerance, tolerance, MAX_INTERVALS, workspace,
                                    &result, &estimate);
  else
    status = gsl_integration_qag (&function, low, high, tolerance, tolerance, MAX_INTERVALS,
                                  GSL_INTEG_GAUSS31, workspace, &result, &estimate);
  gsl_integration_workspace_free (workspace);
  if (error != NULL)
    *error = estimate;
  return status == GSL_SUCCESS ? result : NAN;
}

/* Recurrence coefficients of the orthogonal polynomials of the measure (Stieltjes' procedure). */
static void
recurrence (guint n, const double *x, const double *w, guint q, double *alpha, double *beta)
{
  double *now = g_new (double, n), *before = g_new0 (double, n);
  double norm_before = 1;

  for (guint i = 0; i < n; i++)
    now[i] = 1;
  for (guint k = 0; k < q; k++) {
    double norm = 0, moment = 0;
    for (guint i = 0; i < n; i++) {
      norm += w[i] * now[i] * now[i];
      moment += w[i] * x[i] * now[i] * now[i];
    }
    alpha[k] = moment / norm;
    beta[k] = k == 0 ? 0 : norm / norm_before;
    for (guint i = 0; i < n; i++) {
      double next = (x[i] - alpha[k]) * now[i] - beta[k] * before[i];
      before[i] = now[i];
      now[i] = next;
    }
    norm_before = norm;
  }
  g_free (now);
  g_free (before);
}

/* Nodes are the eigenvalues of the Jacobi matrix, weights the squared first components of its
   eigenvectors (Golub & Welsch 1969, Mathematics of Computation 23). */
static void
golub_welsch (guint q, const double *alpha, const double *beta, double *nodes, double *weights)
{
  gsl_matrix *matrix = gsl_matrix_calloc (q, q), *vectors = gsl_matrix_alloc (q, q);
  gsl_vector *values = gsl_vector_alloc (q);
  gsl_eigen_symmv_workspace *workspace = gsl_eigen_symmv_alloc (q);

  for (guint k = 0; k < q; k++) {
    gsl_matrix_set (matrix, k, k, alpha[k]);
    if (k > 0) {
      gsl_matrix_set (matrix, k, k - 1, sqrt (beta[k]));
      gsl_matrix_set (matrix, k - 1, k, sqrt (beta[k]));
    }
  }
  gsl_eigen_symmv (matrix, values, vectors, workspace);
  gsl_eigen_symmv_sort (values, vectors, GSL_EIGEN_SORT_VAL_ASC);
  for (guint k = 0; k < q; k++) {
    double first = gsl_matrix_get (vectors, 0, k);
    nodes[k] = gsl_vector_get (values, k);
    weights[k] = first * first;
  }
  gsl_eigen_symmv_free (workspace);
  gsl_vector_free (values);
  gsl_matrix_free (vectors);
  gsl_matrix_free (matrix);
}

guint
sim_gauss_discrete (guint n, const double *x, const double *w, guint q, double *nodes,
                    double *weights)
{
  double alpha[MAX_GAUSS], beta[MAX_GAUSS];
  guint support = 0;

  g_return_val_if_fail (q >= 1 && q <= MAX_GAUSS, 0);
  for (guint i = 0; i < n; i++)
    support += w[i] > 0;
  if (support <= q) {
    guint m = 0;
    for (guint i = 0; i < n; i++)
      if (w[i] > 0) {
        nodes[m] = x[i];
        weights[m++] = w[i];
      }
    return m;
  }
  ensure_no_abort ();
  recurrence (n, x, w, q, alpha, beta);
  golub_welsch (q, alpha, beta, nodes, weights);
  return q;
}

/* The recurrence of Jacobi's polynomials (Gautschi 2004, table 1.1), carried from [-1, 1] to
   [0, 1]; the general terms are 0 / 0 at k = 0 and, for a + b = 1, at k = 1. */
void
sim_gauss_beta (guint q, double a, double b, double *nodes, double *weights)
{
  double alpha[MAX_GAUSS], beta[MAX_GAUSS], c = a + b;

  g_return_if_fail (q >= 1 && q <= MAX_GAUSS);
  ensure_no_abort ();
  alpha[0] = a / c;
  beta[0] = 0;
  for (guint k = 1; k < q; k++) {
    double m = 2.0 * k + c - 2;
    alpha[k] = 0.5 + (a - b) * (c - 2) / (2 * m * (m + 2));
    beta[k] = k == 1 ? a * b / (c * c * (c + 1))
                     : k * (k + b - 1) * (k + a - 1) * (k + c - 2) / (m * m * (m + 1) * (m - 1));
  }
  golub_welsch (q, alpha, beta, nodes, weights);
}

gboolean
sim_sobol (guint dimension, guint n, double *points)
{
  ensure_no_abort ();
  gsl_qrng *sequence
      = dimension <= SIM_SOBOL_MAX ? gsl_qrng_alloc (gsl_qrng_sobol, dimension) : NULL;
  if (sequence == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    gsl_qrng_get (sequence, points + (gsize)i * dimension);
  gsl_qrng_free (sequence);
  return TRUE;
}
