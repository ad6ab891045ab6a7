/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cards.h - the cards of the editor, in the order of a protocol.
 */
#ifndef APP_EDITOR_CARDS_H
#define APP_EDITOR_CARDS_H

#include "editor/card.h"

G_BEGIN_DECLS

extern const AppCardSpec app_card_trial, app_card_arms, app_card_outcome, app_card_visits,
    app_card_correlation, app_card_strata, app_card_covariates, app_card_practitioners,
    app_card_centres, app_card_response, app_card_adherence, app_card_switching, app_card_dropout,
    app_card_analysis, app_card_testing, app_card_run;

/* What a folded card says of itself; newly allocated. */
char *app_summary_trial (SimDraft *draft);
char *app_summary_arms (SimDraft *draft);
char *app_summary_outcome (SimDraft *draft);
char *app_summary_visits (SimDraft *draft);
char *app_summary_correlation (SimDraft *draft);
char *app_summary_strata (SimDraft *draft);
char *app_summary_covariates (SimDraft *draft);
char *app_summary_practitioners (SimDraft *draft);
char *app_summary_centres (SimDraft *draft);
char *app_summary_response (SimDraft *draft);
char *app_summary_adherence (SimDraft *draft);
char *app_summary_switching (SimDraft *draft);
char *app_summary_dropout (SimDraft *draft);
char *app_summary_analysis (SimDraft *draft);
char *app_summary_testing (SimDraft *draft);
char *app_summary_run (SimDraft *draft);

G_END_DECLS
#endif
