/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * session.c - what the window was like when it was last closed, in a key file.
 */
#include "session.h"

#define GROUP     "window"
#define MOST_PX   32767
#define LEAST_PX  200

static char *
file_in (const char *folder)
{
  if (folder != NULL)
    return g_build_filename (folder, "session.ini", NULL);
  return g_build_filename (g_get_user_state_dir (), "trefoil", "session.ini", NULL);
}

/* A number of px that a window may have; else 0. */
static int
read_size (GKeyFile *file, const char *key)
{
  int size = g_key_file_get_integer (file, GROUP, key, NULL);

  return size >= LEAST_PX && size <= MOST_PX ? size : 0;
}

AppSession *
app_session_read (const char *folder)
{
  AppSession *session = g_new0 (AppSession, 1);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *name = file_in (folder);

  if (g_key_file_load_from_file (file, name, G_KEY_FILE_NONE, NULL)) {
    session->width = read_size (file, "width");
    session->height = read_size (file, "height");
    session->maximised = g_key_file_get_boolean (file, GROUP, "maximised", NULL);
    session->path = g_key_file_get_string (file, GROUP, "path", NULL);
    session->view = g_key_file_get_string (file, GROUP, "view", NULL);
    session->cards = g_key_file_get_string_list (file, GROUP, "cards", NULL, NULL);
    session->bare = g_key_file_get_boolean (file, GROUP, "bare", NULL);
    session->trial = g_key_file_get_uint64 (file, GROUP, "trial", NULL);
    session->hypothesis = g_key_file_get_string (file, GROUP, "hypothesis", NULL);
    session->pins = g_key_file_get_string (file, GROUP, "pins", NULL);
  }
  if (session->cards == NULL)
    session->cards = g_new0 (char *, 1);
  return session;
}

void
app_session_write (const AppSession *session, const char *folder)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *name = file_in (folder);
  g_autofree char *place = g_path_get_dirname (name);
  g_autoptr (GError) error = NULL;

  g_key_file_set_integer (file, GROUP, "width", session->width);
  g_key_file_set_integer (file, GROUP, "height", session->height);
  g_key_file_set_boolean (file, GROUP, "maximised", session->maximised);
  if (session->path != NULL)
    g_key_file_set_string (file, GROUP, "path", session->path);
  if (session->view != NULL)
    g_key_file_set_string (file, GROUP, "view", session->view);
  g_key_file_set_string_list (file, GROUP, "cards", (const char *const *)session->cards,
                              g_strv_length (session->cards));
  g_key_file_set_boolean (file, GROUP, "bare", session->bare);
  g_key_file_set_uint64 (file, GROUP, "trial", session->trial);
  if (session->hypothesis != NULL)
    g_key_file_set_string (file, GROUP, "hypothesis", session->hypothesis);
  if (session->pins != NULL)
    g_key_file_set_string (file, GROUP, "pins", session->pins);
  g_mkdir_with_parents (place, 0700);
  if (!g_key_file_save_to_file (file, name, &error))
    g_message ("%s", error->message);
}

void
app_session_free (AppSession *session)
{
  if (session == NULL)
    return;
  g_free (session->path);
  g_free (session->view);
  g_free (session->hypothesis);
  g_free (session->pins);
  g_strfreev (session->cards);
  g_free (session);
}
