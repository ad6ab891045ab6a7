/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bundled-table.h - the visible text of the bundled scenarios and lessons, for xgettext alone.
 * Written by po/extract-bundled.py.
 */

/* Translators: ancova-r02 /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Baseline adjustment, correlation 0.2")

/* Translators: ancova-r02 /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "The same patients analysed in three ways: what is the baseline worth?")

/* Translators: ancova-r02 /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "## One comparison, three analyses\n"
  "\n"
  "Standard acupuncture against usual care, a true difference of 2.1 points at week 8, in the same simulated patients:\n"
  "\n"
  "- **follow-up**: a t test of the scores at week 8, baseline ignored;\n"
  "- **change**: a t test of the change from baseline;\n"
  "- **ANCOVA**: the scores at week 8 adjusted for baseline.\n"
  "\n"
  "## What the algebra says\n"
  "\n"
  "With a correlation r between baseline and follow-up, and equal standard deviations, the number of patients for the same power is, against the follow-up scores alone, multiplied by 1 - r² under analysis of covariance and by 2(1 - r) under change scores. At r = 0.2 that is 0.96 and 1.6.\n"
  "\n"
  "Change scores need 1.6 times the patients: the baseline says little about the follow-up, and subtracting it adds its own scatter. Covariance cannot lose in this way; it takes from the baseline what it is worth.\n"
  "\n"
  "## To try\n"
  "\n"
  "Set the correlation to 0.5 and to 0.7, or open the two sibling scenarios. The published correlations have a mean of 0.50; 0.2 to 0.65 is a plausible range. Nothing is lost and nobody is left out here, so that only the analysis differs.\n")

/* Translators: ancova-r02 /sources/0/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Luo Y et al. J Tradit Chin Med 2019;39(4):587-598; doi:10.19852/j.cnki.jtcm.2019.04.018; registered as NCT02260284")

/* Translators: ancova-r02 /sources/1/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Three-arm trial of Hegu needling, standard acupuncture and usual care for chronic low back pain, 2012, 187 patients (abstract)")

/* Translators: ancova-r02 /sources/2/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Cherkin et al. 2009, SPINE trial, 638 patients in four arms; PubMed 19433697")

/* Translators: ancova-r02 /sources/3/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "464 correlations between baseline and follow-up in 20 randomised trials. Trials 2019; doi:10.1186/s13063-019-3671-2")

/* Translators: ancova-r02 /basis/~1arms~1usual~1size/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "152 patients in all; the registry had planned 160.")

/* Translators: ancova-r02 /basis/~1allocation~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "How the trial randomised is not known. 54, 50 and 48 do not fit small blocks of equal size; they would fit simple randomisation, or exclusions afterwards.")

/* Translators: ancova-r02 /basis/~1outcomes~1rmdq~1visits~1week-8~1time/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Reported as 2 months.")

/* Translators: ancova-r02 /basis/~1outcomes~1rmdq~1baseline~1mean/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "SPINE reported 10.6 on the 23-item version; an earlier trial 12.2. The baseline scores of this trial are not known.")

/* Translators: ancova-r02 /basis/~1outcomes~1rmdq~1baseline~1sd/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "SPINE reported 5.2, and 5.1 to 5.5 in its arms.")

/* Translators: ancova-r02 /basis/~1outcomes~1rmdq~1means~1hand-ear/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "11 minus 5.3, the improvement of the arm with the special technique at week 8.")

/* Translators: ancova-r02 /basis/~1outcomes~1rmdq~1means~1standard/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "11 minus 4.2, the improvement under standard acupuncture at week 8.")

/* Translators: ancova-r02 /basis/~1outcomes~1rmdq~1means~1usual/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "11 minus 2.1, the improvement under usual care at week 8.")

/* Translators: ancova-r02 /basis/~1outcomes~1rmdq~1sd/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The same as at baseline, as the algebra asks.")

/* Translators: ancova-r02 /basis/~1outcomes~1rmdq~1correlation~1baseline/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "At the low end of the published correlations, as in trials that admit only patients above a cut-off.")

/* Translators: ancova-r02 /basis/~1dropout~1proportion/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Nobody is lost, so that only the analysis differs.")

/* Translators: ancova-r02 /basis/~1testing~1alpha/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Conventional two-sided level.")

/* Translators: ancova-r02 /basis/~1testing~1multiplicity~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "None: the three are the same comparison.")

/* Translators: ancova-r02 /arms/0/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Hand-ear acupuncture")

/* Translators: ancova-r02 /arms/1/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Standard acupuncture")

/* Translators: ancova-r02 /arms/2/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Usual care")

/* Translators: ancova-r02 /outcomes/0/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Roland-Morris disability")

/* Translators: ancova-r02 /outcomes/0/unit */
NC_ ("scenario", /* xgettext:no-c-format */
  "points")

/* Translators: ancova-r02 /outcomes/0/visits/0/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Week 8")

/* Translators: ancova-r07 /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Baseline adjustment, correlation 0.7")

/* Translators: ancova-r07 /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "## One comparison, three analyses\n"
  "\n"
  "Standard acupuncture against usual care, a true difference of 2.1 points at week 8, in the same simulated patients:\n"
  "\n"
  "- **follow-up**: a t test of the scores at week 8, baseline ignored;\n"
  "- **change**: a t test of the change from baseline;\n"
  "- **ANCOVA**: the scores at week 8 adjusted for baseline.\n"
  "\n"
  "## What the algebra says\n"
  "\n"
  "With a correlation r between baseline and follow-up, and equal standard deviations, the number of patients for the same power is, against the follow-up scores alone, multiplied by 1 - r² under analysis of covariance and by 2(1 - r) under change scores. At r = 0.7 that is 0.51 and 0.6.\n"
  "\n"
  "Now the baseline says much, and both ways of using it gain. Covariance still needs the fewest patients: it never needs more than change scores.\n"
  "\n"
  "## To try\n"
  "\n"
  "Set the correlation to 0.2 and to 0.5, or open the two sibling scenarios. The published correlations have a mean of 0.50; 0.2 to 0.65 is a plausible range. Nothing is lost and nobody is left out here, so that only the analysis differs.\n")

/* Translators: ancova-r07 /basis/~1outcomes~1rmdq~1correlation~1baseline/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Above the plausible range of 0.2 to 0.65; chosen to show what a strong baseline is worth.")

/* Translators: ancova-vas /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Baseline adjustment with a rule of entry")

/* Translators: ancova-vas /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "What is a baseline worth that had to be high for a patient to enter?")

/* Translators: ancova-vas /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "## A rule of entry\n"
  "\n"
  "Pain is marked on a line of 100 mm, and only patients with at least 40 mm are admitted. That narrows the baseline: in one trial with this rule it had a mean of 64.8 and a standard deviation of 14.0. After treatment scores spread again; in another the SD went from 14 at baseline to 21 to 23 at 6 months. Here it is 22. Where the baseline is narrow it also tells less: the correlation is 0.2.\n"
  "\n"
  "Standard acupuncture is 10 mm better than usual care at week 8, about what one review pooled; hand-ear acupuncture is as good. That is made true here.\n"
  "\n"
  "## What the algebra says\n"
  "\n"
  "Against the scores at week 8 alone, analysis of covariance multiplies the patients by 1 - r², as ever: 0.96. Change scores gain only if r is above half of the SD before over the SD after. With equal SDs that is 0.5; here, 14 before and 22 after, it is 0.32. At r = 0.2 they take 1.15 times the patients.\n"
  "\n"
  "## What to look at\n"
  "\n"
  "Figures with an MCSE are what 100,000 trials of this scenario give; that is their Monte Carlo standard error, of percentages in points.\n"
  "\n"
  "- The scores at week 8 find the difference in 60.72 % (MCSE 0.15) of the trials, change scores in 54.77 % (MCSE 0.16), analysis of covariance in 62.14 % (MCSE 0.15).\n"
  "- With a correlation of 0.4 it is 60.70 % (MCSE 0.15), 65.30 % (MCSE 0.15) and 67.78 % (MCSE 0.15): now change scores gain on the scores alone. Covariance gains on both, as it always does.\n"
  "- An unlucky draw: let the standard arm start 0.3 standard deviations worse (*Imbalance* of the baseline), about 4.3 mm. The scores at week 8 then give 8.671 mm (MCSE 0.014) where 10 are true, change scores 12.932 mm (MCSE 0.015), and covariance 9.980 mm (MCSE 0.014).\n"
  "\n"
  "## To try\n"
  "\n"
  "*Baseline adjustment, correlation 0.5* has equal SDs before and after, and no rule of entry. Scores are normal here, those at baseline without the part below 40 mm, so that some fall outside 0 to 100 mm.\n")

/* Translators: ancova-vas /sources/1/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Brinkhaus et al. 2006, ART trial of acupuncture for chronic low back pain, 301 patients in three arms. Arch Intern Med 166:450")

/* Translators: ancova-vas /sources/2/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Patients of the GERAC back pain trial with scores at 6 months, and patients analysed: tables of the trial and of a later review; PMC8095030")

/* Translators: ancova-vas /sources/3/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Cochrane review of acupuncture for chronic low back pain, 2020; 5 trials against usual care, 1,054 patients; PMC8095030")

/* Translators: ancova-vas /basis/~1outcomes~1vas~1baseline~1sd/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Narrowed by the entry rule.")

/* Translators: ancova-vas /basis/~1outcomes~1vas~1baseline~1min/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Patients with less than 40 mm were not admitted.")

/* Translators: ancova-vas /basis/~1outcomes~1vas~1means~1hand-ear/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "That of standard acupuncture: the two are made alike here.")

/* Translators: ancova-vas /basis/~1outcomes~1vas~1means~1standard/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "10 mm better than usual care; a review pooled 10.3 mm, with an interval of 3.4 to 17.1.")

/* Translators: ancova-vas /basis/~1outcomes~1vas~1means~1usual/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "64.8 minus the 6.9 mm by which the waiting list of one trial improved.")

/* Translators: ancova-vas /basis/~1outcomes~1vas~1sd/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Pain on a scale of 100 had SDs of 14 at baseline and 21 to 23 at 6 months in a trial with a rule of entry.")

/* Translators: ancova-vas /basis/~1outcomes~1vas~1correlation~1baseline/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Planning value where entry rules narrow the baseline; the published mean without regard to that is 0.50.")

/* Translators: ancova-vas /outcomes/0/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Pain (VAS)")

/* Translators: ancova-vas /outcomes/0/unit */
NC_ ("scenario", /* xgettext:no-c-format */
  "mm")

/* Translators: ancova /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Baseline adjustment, correlation 0.5")

/* Translators: ancova /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "## One comparison, three analyses\n"
  "\n"
  "Standard acupuncture against usual care, a true difference of 2.1 points at week 8, in the same simulated patients:\n"
  "\n"
  "- **follow-up**: a t test of the scores at week 8, baseline ignored;\n"
  "- **change**: a t test of the change from baseline;\n"
  "- **ANCOVA**: the scores at week 8 adjusted for baseline.\n"
  "\n"
  "## What the algebra says\n"
  "\n"
  "With a correlation r between baseline and follow-up, and equal standard deviations, the number of patients for the same power is, against the follow-up scores alone, multiplied by 1 - r² under analysis of covariance and by 2(1 - r) under change scores. At r = 0.5 that is 0.75 and 1.\n"
  "\n"
  "Change scores and follow-up scores are equally good at exactly this correlation: below it change scores lose against ignoring the baseline. Covariance is better than both.\n"
  "\n"
  "## An unlucky draw\n"
  "\n"
  "Figures with an MCSE are what 100,000 trials of this scenario give; that is their Monte Carlo standard error, of percentages in points. Let the standard arm start 0.3 standard deviations worse than the others, by chance (*Imbalance* of the baseline); a trial of 2013 met with such luck. The scores at week 8 then give 1.349 points (MCSE 0.003) where 2.1 are true, for they carry a part of the bad start; change scores give 2.852 (MCSE 0.003), for they take all of it off, though a part would have gone by itself. Analysis of covariance gives 2.100 (MCSE 0.003): it takes off what is to be expected.\n"
  "\n"
  "## To try\n"
  "\n"
  "Set the correlation to 0.2 and to 0.7, or open the two sibling scenarios. The published correlations have a mean of 0.50; 0.2 to 0.65 is a plausible range. Nothing is lost and nobody is left out here, so that only the analysis differs.\n")

/* Translators: ancova /basis/~1outcomes~1rmdq~1correlation~1baseline/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The mean of the published correlations is 0.50, the median 0.51.")

/* Translators: art-211 /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "ART 2006: acupuncture, minimal acupuncture, waiting list")

/* Translators: art-211 /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "Does acupuncture reduce pain more than minimal acupuncture, and more than waiting?")

/* Translators: art-211 /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "## The trial\n"
  "\n"
  "A randomised trial in 30 centres: 146 patients with chronic low back pain had acupuncture, 73 minimal acupuncture, 79 stayed on a waiting list. There were 12 sessions in 8 weeks. Pain was marked on a line of 100 mm.\n"
  "\n"
  "## What is reported\n"
  "\n"
  "Pain at baseline had a mean of 64.8 mm and a standard deviation of 14.0. After 8 weeks it had fallen by 28.7 mm (SD of the change 30.3) with acupuncture, 23.6 mm (31.0) with minimal acupuncture and 6.9 mm (22.0) on the waiting list. Acupuncture against minimal acupuncture: 5.1 mm, 95 % interval −3.7 to 13.9; against waiting: 21.7 mm, 13.9 to 30.0. 284 of 301 patients were analysed, by covariance.\n"
  "\n"
  "## What is assumed\n"
  "\n"
  "The spread of the scores at week 8 themselves is not known. It is derived from the SD of the change with an assumed correlation between baseline and week 8 of 0.2: low, because only patients with at least 40 mm of pain were admitted, which narrows the baseline. That the plan was 2 : 1 : 1 fits the numbers, which make 298 while 301 are reported as randomised. 5 % are lost in every arm. The 30 centres have 2 % of the variance, as the median of other trials has it; each has patients in every arm. Scores are normal here, those at baseline without the part below 40 mm, so that some fall outside 0 to 100 mm; *Scores with a floor* shows what a bounded scale does.\n"
  "\n"
  "## What is made true in this simulation\n"
  "\n"
  "The reported changes, as if they were the true ones. A trial that is repeated does not find them again: the true difference from minimal acupuncture may be anything in the interval above, zero included.\n"
  "\n"
  "## What to look at\n"
  "\n"
  "Figures with an MCSE are what 100,000 trials of this scenario give; that is their Monte Carlo standard error, of percentages in points. The analysis is Welch's t test of the scores at week 8.\n"
  "\n"
  "- Acupuncture against minimal acupuncture is found in 20.36 % (MCSE 0.13) of the trials, against waiting in practically all; if nobody were lost, in 21.23 % (MCSE 0.13). The mean estimate of the first is 5.103 mm (MCSE 0.014), and the estimates scatter with an SD of 4.426 mm (MCSE 0.010): a difference of 5 mm is about one such SD.\n"
  "- The waiting list varies less than the needle arms. If there is no difference between acupuncture and minimal acupuncture (set the mean of the latter to 36.1), Welch's test is wrong in 4.82 % (MCSE 0.07) of the trials. The t test with one variance from all arms takes the quiet waiting list into account where it has no part, and is wrong in 7.07 % (MCSE 0.08).\n"
  "- With four times the patients, 1,200, acupuncture against minimal acupuncture is found in 63.21 % (MCSE 0.15).\n"
  "\n"
  "With these truths a trial of this size nearly always tells acupuncture from waiting, and seldom from minimal acupuncture.\n")

/* Translators: art-211 /sources/1/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Witt, account of the German trials of acupuncture. Japan Society of Acupuncture and Moxibustion")

/* Translators: art-211 /sources/3/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Shares of practitioners and centres in the variance: trials in low back and neck pain and others. Eur J Pain 2010; doi:10.1016/j.ejpain.2010.04.002; BMC Med Res Methodol 2020;20:83")

/* Translators: art-211 /basis/~1arms~1waiting~1size/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Derived, not read. The three arms make 298; 301 are reported as randomised.")

/* Translators: art-211 /basis/~1allocation~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The numbers fit 2 : 1 : 1; how it was done is not known.")

/* Translators: art-211 /basis/~1outcomes~1vas~1means~1acupuncture/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "64.8 minus the reported mean change of 28.7 mm, made true here.")

/* Translators: art-211 /basis/~1outcomes~1vas~1means~1minimal/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "64.8 minus the reported mean change of 23.6 mm, made true here. No difference from acupuncture would be 36.1.")

/* Translators: art-211 /basis/~1outcomes~1vas~1means~1waiting/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "64.8 minus the reported mean change of 6.9 mm, made true here. The reported difference from acupuncture is 21.7, not 21.8, which rounding explains.")

/* Translators: art-211 /basis/~1outcomes~1vas~1sd~1acupuncture/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Derived: with a correlation of 0.2 and an SD of 14.0 at baseline, 29.8 gives the reported SD of the change, 30.3. With a correlation of 0.1 it is 28.3, with 0.3 it is 31.4.")

/* Translators: art-211 /basis/~1outcomes~1vas~1sd~1minimal/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Derived in the same way from the reported SD of the change, 31.0.")

/* Translators: art-211 /basis/~1outcomes~1vas~1sd~1waiting/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Derived in the same way from the reported SD of the change, 22.0.")

/* Translators: art-211 /basis/~1outcomes~1vas~1correlation~1baseline/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Planning value where entry rules narrow the baseline; the published mean without regard to that is 0.50. The SDs at week 8 depend on it.")

/* Translators: art-211 /basis/~1centres~1icc/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Median 1.6 % over outcomes, 2 % for severity of symptoms (1 to 7 %), in 17 trials.")

/* Translators: art-211 /basis/~1dropout~1proportion/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "284 of 301 were analysed, 5.6 % fewer; of the 298 patients here that would be 4.7 %. The losses of each arm are not known.")

/* Translators: art-211 /basis/~1analyses~1main~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The trial used analysis of covariance. Its model has one variance for all arms, which these arms do not have.")

/* Translators: art-211 /basis/~1analyses~1main~1variance/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Welch's test keeps its level where arms differ in size and spread.")

/* Translators: art-211 /basis/~1testing~1multiplicity~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "No correction is known of. The trial's own order of tests is not known either.")

/* Translators: art-211 /arms/0/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Acupuncture")

/* Translators: art-211 /arms/1/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Minimal acupuncture")

/* Translators: art-211 /arms/2/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Waiting list")

/* Translators: backinaction /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "BackInAction 2025: acupuncture in people of 65 and more")

/* Translators: backinaction /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "Does acupuncture, with or without sessions to maintain it, reduce disability at 6 months more than usual care?")

/* Translators: backinaction /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "## The trial\n"
  "\n"
  "800 people of 65 years and more with chronic low back pain in four health systems were randomised 1 : 1 : 1 to standard acupuncture (8 to 15 sessions in 12 weeks), enhanced acupuncture (4 to 6 more sessions to maintain it) or usual care. 807 had been planned. Disability (Roland-Morris) was the outcome, at 6 months.\n"
  "\n"
  "## What is reported\n"
  "\n"
  "Standard acupuncture against usual care: −1.0 points, 95 % interval −1.9 to −0.1, and −0.21 standard deviations; enhanced acupuncture against usual care: −1.5 points, −2.5 to −0.6, and −0.32 standard deviations. The two needle arms did not differ significantly. The sizes of the three arms, the losses and the reasons for 807 were not found.\n"
  "\n"
  "## What is assumed\n"
  "\n"
  "267 in each arm. The standard deviation is 4.75, which is what turns 1.0 and 1.5 points into −0.21 and −0.32. It stands for a score that is already adjusted: the analysis here is a plain t test, and no baseline is simulated, so that the worth of a baseline is not counted twice. The intervals are wider than that; at 267 an arm they fit an SD of 5.3. 10 % are lost. The mean of usual care, 10 points, is a choice that changes nothing: only differences between arms count.\n"
  "\n"
  "## What is made true in this simulation\n"
  "\n"
  "The reported differences of 1.0 and 1.5 points, as if they were the true ones.\n"
  "\n"
  "## What to look at\n"
  "\n"
  "Figures with an MCSE are what 100,000 trials of this scenario give; that is their Monte Carlo standard error, of percentages in points.\n"
  "\n"
  "- Standard against usual care is found in 63.48 % (MCSE 0.15) of the trials, enhanced against usual care in 93.36 % (MCSE 0.08), enhanced against standard in 21.22 % (MCSE 0.13). If nobody were lost: 68.03 % (MCSE 0.15), 95.52 % (MCSE 0.07) and 23.07 % (MCSE 0.13).\n"
  "- With an SD of 5.3, standard against usual care is found in 54.19 % (MCSE 0.16).\n"
  "- That enhanced was found better than usual care *by more* is no comparison with standard acupuncture: half a point between the needle arms would take a trial several times as large.\n"
  "- Compare a point on a scale of 24 with what is often taken as important for one person: 5 points, or 2 to 8, by where the person starts. Such a cut is no margin between arms, but it is a scale to think on.\n")

/* Translators: backinaction /sources/0/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "DeBar et al. 2025, BackInAction, 800 patients aged 65 or more in three arms; plan of the trial: PMC10416311")

/* Translators: backinaction /sources/1/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Losses to follow-up in 10 musculoskeletal trials. J Clin Epidemiol 2010; S0895-4356(10)00044-2")

/* Translators: backinaction /basis/~1arms~1standard~1size/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "A third of the 800 randomised, rounded up; the size of each arm was not found.")

/* Translators: backinaction /basis/~1allocation~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "1 : 1 : 1 is reported; how it was done was not read.")

/* Translators: backinaction /basis/~1outcomes~1rmdq~1visits~1week-26~1time/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Reported as 6 months.")

/* Translators: backinaction /basis/~1outcomes~1rmdq~1means~1standard/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The reported difference from usual care, 1.0 points with an interval of 0.1 to 1.9, made true here.")

/* Translators: backinaction /basis/~1outcomes~1rmdq~1means~1enhanced/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The reported difference from usual care, 1.5 points with an interval of 0.6 to 2.5, made true here.")

/* Translators: backinaction /basis/~1outcomes~1rmdq~1means~1usual/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Only the differences between arms are known; the level of them all changes no result.")

/* Translators: backinaction /basis/~1outcomes~1rmdq~1sd/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Derived from the reported standardised differences, −0.21 and −0.32, which give 4.7 to 4.8. The widths of the reported intervals fit 5.3 to 5.6 at 267 an arm.")

/* Translators: backinaction /basis/~1dropout~1proportion/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The losses were not found; other trials lost 4 to 28 % in all.")

/* Translators: backinaction /basis/~1analyses~1main~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Stands for an adjusted analysis: the SD is that of adjusted scores.")

/* Translators: backinaction /basis/~1testing~1multiplicity~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "No correction is known of.")

/* Translators: backinaction /arms/1/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Enhanced acupuncture")

/* Translators: backinaction /outcomes/0/visits/0/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Week 26")

/* Translators: co-primary /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "SPINE 2009: two main outcomes, and who has responded")

/* Translators: co-primary /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "Does acupuncture reduce both disability and bothersomeness more than usual care, and do more patients improve?")

/* Translators: co-primary /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "## The trial\n"
  "\n"
  "SPINE randomised 638 patients with chronic low back pain at two sites to four arms. Three of them are here: acupuncture with the same points for all (158), simulated acupuncture (162), and usual care (161). Disability (Roland-Morris, 23 items) and bothersomeness (0 to 10) were both main outcomes, at 8 weeks.\n"
  "\n"
  "## What is reported\n"
  "\n"
  "Disability improved by 4.5 points with standardised acupuncture, 4.4 with simulated and 2.1 with usual care, from a mean of 10.6 (SD 5.2). Bothersomeness improved by 1.6 to 1.9 points in the arms with needling and by 0.7 with usual care, from 5.1 (SD 2.3). Of the patients with needling 60 % improved by so much that it counted as a response, of those with usual care 39 %.\n"
  "\n"
  "## What is assumed\n"
  "\n"
  "A response is an improvement of 3 points of disability. Both scores are bounded and in whole points; their SDs at 8 weeks are those at baseline. The latent values of the two scores have a correlation of 0.5 at the same time, and of 0.5 with their baselines. 9 % are lost.\n"
  "\n"
  "## What is made true in this simulation\n"
  "\n"
  "The reported improvements. Who has responded is not made true by itself: it follows from the scores, 64 % with standardised acupuncture and 47 % with usual care. Both are more than reported, by 4 and 8 of 100 patients: the cut, the shape of the scores or their correlation with the baseline was another.\n"
  "\n"
  "## What to look at\n"
  "\n"
  "Figures with an MCSE are what 100,000 trials of this scenario give; that is their Monte Carlo standard error, of percentages in points.\n"
  "\n"
  "- The same difference, asked in three ways of the same patients: disability is found in 99.36 % (MCSE 0.03) of the trials, bothersomeness in 99.31 % (MCSE 0.03), more responders in 86.84 % (MCSE 0.11). To cut a score in two throws away what the cut does not show.\n"
  "- With 240 patients in the three arms: disability 88.11 % (MCSE 0.10), bothersomeness 87.57 % (MCSE 0.10), responders 58.34 % (MCSE 0.16).\n"
  "- Both main outcomes (leave the responders out): with 240 patients both are found in 79.78 % (MCSE 0.13), at least one in 95.90 % (MCSE 0.06). Who must show both needs more patients than for either; who may choose afterwards has a false claim more often than the level says.\n"
  "- How closely the two go together matters for that alone: with a correlation of 0 both are found in 77.07 % (MCSE 0.13), with 0.9 in 83.79 % (MCSE 0.12).\n"
  "- A response as 30 % of the baseline (set it to relative, 0.3) is found in 71.19 % (MCSE 0.14) with 240 patients: who starts low need not fall far.\n")

/* Translators: co-primary /sources/1/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Patients of SPINE at follow-up in a table of a later review; PMC8095030")

/* Translators: co-primary /basis/~1allocation~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The numbers fit 1 : 1 : 1 : 1; how it was done was not read.")

/* Translators: co-primary /basis/~1outcomes~1rmdq~1max/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The version with 23 items.")

/* Translators: co-primary /basis/~1outcomes~1rmdq~1baseline~1sd/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "5.1 to 5.5 in the arms.")

/* Translators: co-primary /basis/~1outcomes~1rmdq~1means~1standardised/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "10.6 minus the reported improvement of 4.5 points with the same points for all, made true here.")

/* Translators: co-primary /basis/~1outcomes~1rmdq~1means~1simulated/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "10.6 minus the reported improvement of 4.4 points with simulated acupuncture, made true here.")

/* Translators: co-primary /basis/~1outcomes~1rmdq~1means~1usual/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "10.6 minus the reported improvement of 2.1 points in usual care, made true here.")

/* Translators: co-primary /basis/~1outcomes~1rmdq~1sd/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "That at baseline; planning values for raw follow-up scores are 5 to 6.")

/* Translators: co-primary /basis/~1outcomes~1rmdq~1correlation~1baseline/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The mean of the published correlations is 0.50; lower values fit trials that admit only patients above a cut-off.")

/* Translators: co-primary /basis/~1dropout~1proportion/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "583 of 641 at follow-up in the count of one review is 9 % fewer (the arms together have 638); the losses of each arm were not found.")

/* Translators: co-primary /basis/~1testing~1multiplicity~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "None: both main outcomes are asked for, and to ask for both needs no correction.")

/* Translators: co-primary /basis/~1outcomes~1bother~1means~1standardised/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "5.1 minus 1.75, the middle of the reported improvements of 1.6 to 1.9 in the three arms with needling, made true here.")

/* Translators: co-primary /basis/~1outcomes~1bother~1means~1usual/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "5.1 minus the reported improvement of 0.7 points in usual care, made true here.")

/* Translators: co-primary /basis/~1outcomes~1bother~1sd/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "That at baseline.")

/* Translators: co-primary /basis/~1outcomes~1bother~1correlation~1baseline/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The mean of the published correlations is 0.50.")

/* Translators: co-primary /basis/~1outcomes~1improved~1responder~1improvement/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The share with an improvement of 3 points and more is reported; that 3 points was the cut is from memory.")

/* Translators: co-primary /basis/~1outcome-correlation/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Pain and disability go together, how closely was not read.")

/* Translators: co-primary /basis/~1analyses~1disability~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The usual choice for a score with a baseline; the model of the trial was not read.")

/* Translators: co-primary /basis/~1analyses~1responders~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The test of the trial was not read.")

/* Translators: co-primary /arms/0/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Standardised acupuncture")

/* Translators: co-primary /arms/1/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Simulated acupuncture")

/* Translators: co-primary /outcomes/1/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Bothersomeness")

/* Translators: co-primary /outcomes/2/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Improved by 3 points")

/* Translators: dropout-mar /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Who stayed to answer")

/* Translators: dropout-mar /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "What does a trial find when those of the control group leave who are doing badly?")

/* Translators: dropout-mar /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "## The trial\n"
  "\n"
  "Invented: 100 patients have acupuncture and 100 usual care. Disability is taken at baseline, week 8 and week 26, and compared at week 26 among those who are still there.\n"
  "\n"
  "## What is assumed\n"
  "\n"
  "Until week 8 nobody is lost. Between week 8 and week 26, 10 % of the acupuncture arm leave for reasons that have nothing to do with their scores, and 25 % of usual care: each point more at week 8 adds 0.25 to the log odds of leaving. Reported trials lost 4 to 28 % in all, and arms differed by 1 to 14 points; that it is the worst who leave, and how strongly, is a choice.\n"
  "\n"
  "## What is made true in this simulation\n"
  "\n"
  "Acupuncture is 2 points better, at week 8 and at week 26. Leaving depends on what was seen before (*missing at random*): nothing hidden is at work.\n"
  "\n"
  "## What to look at\n"
  "\n"
  "Figures with an MCSE are what 100,000 trials of this scenario give; that is their Monte Carlo standard error, of percentages in points. By itself the scenario asks for 20,000 trials.\n"
  "\n"
  "- The mean estimate of the t test is 1.133 points (MCSE 0.002) where 2 is true, that of the analysis of covariance 1.433 (MCSE 0.002). Usual care looks better than it is, because its worst have gone. The baseline tells a part of who they were; the score at week 8 would tell the rest, and neither of these uses it.\n"
  "- The 95 % intervals hold the true difference in 79.86 % (MCSE 0.13) and 86.72 % (MCSE 0.11) of the trials instead of 95 %.\n"
  "- The power is 31.16 % (MCSE 0.15) and 56.20 % (MCSE 0.16). Were as many lost at random (log odds 0), the estimates would be 2.002 (MCSE 0.002) and 2.002 (MCSE 0.002), and the power of covariance 83.24 % (MCSE 0.12): what is missing here is not patients but the right patients.\n"
  "- Turn it round: if those leave who do well (log odds −0.25), the two analyses give 2.872 (MCSE 0.002) and 2.571 points (MCSE 0.002).\n"
  "- A model of both visits by likelihood (*all-visits*) has the score at week 8 of those who left: it gives 2.002 points (MCSE 0.002), its intervals hold the true difference in 94.90 % (MCSE 0.07) of the trials, and it finds it in 85.84 % (MCSE 0.11). Imputing what is missing from the same scores (*delta*, with a delta of 0) comes near that.\n"
  "- No analysis sees what nobody saw. If usual care loses those who do badly at week 26 itself (set its mechanism to *mnar*), the model of both visits gives 1.382 points (MCSE 0.002) only. Then the delta of usual care is the slider to move: how much worse are those who left than patients like them who stayed? With 2.5 points the estimate is 2.007 points (MCSE 0.002), but the data cannot tell that number. Ask how large it must be to change the conclusion, and whether that could be.\n"
  "- If both arms lose 25 % by the same rule, the t test gives 2.002 (MCSE 0.002): not losing patients, but losing *different* patients in the two arms, is what misleads.\n"
  "\n"
  "The direction of the error cannot be told from the scores at week 26. Report losses by arm, and what was last known of those who left.\n")

/* Translators: dropout-mar /basis/~1arms~1acupuncture~1size/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Chosen for the lesson.")

/* Translators: dropout-mar /basis/~1allocation~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Equal numbers, chosen for the lesson.")

/* Translators: dropout-mar /basis/~1outcomes~1rmdq~1visits~1week-8~1time/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Chosen for the lesson; near the end of treatment in many trials.")

/* Translators: dropout-mar /basis/~1outcomes~1rmdq~1visits~1week-26~1time/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Chosen for the lesson; 6 months is a common end of follow-up.")

/* Translators: dropout-mar /basis/~1outcomes~1rmdq~1baseline~1mean/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "SPINE reported 10.6 on the 23-item version; an earlier trial 12.2.")

/* Translators: dropout-mar /basis/~1outcomes~1rmdq~1means~1acupuncture/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "2 points better than usual care at both visits.")

/* Translators: dropout-mar /basis/~1outcomes~1rmdq~1means~1usual/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "11 minus the 2.1 points by which usual care improved in SPINE, at both visits.")

/* Translators: dropout-mar /basis/~1outcomes~1rmdq~1sd/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Planning value for raw follow-up scores.")

/* Translators: dropout-mar /basis/~1outcomes~1rmdq~1correlation~1visits/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Planning value for neighbouring visits after baseline.")

/* Translators: dropout-mar /basis/~1dropout~1mechanism/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Usual care: leaving depends on the last score seen. Acupuncture: on nothing.")

/* Translators: dropout-mar /basis/~1dropout~1proportion~1acupuncture/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Control arms lost 3 to 25 % elsewhere, arms of treatment 0 to 31 %; arms differed by 1 to 14 points.")

/* Translators: dropout-mar /basis/~1dropout~1proportion~1usual/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The most that was seen in 10 trials. Arms differed by 1 to 14 points; here it is 15.")

/* Translators: dropout-mar /basis/~1dropout~1log-odds~1usual/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "A choice: a patient with 4 points more at week 8 has 2.7 times the odds of leaving.")

/* Translators: dropout-mar /basis/~1analyses~1t~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "What is read where means are given of those who stayed.")

/* Translators: dropout-mar /basis/~1analyses~1ancova~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The usual choice for a score with a baseline.")

/* Translators: dropout-mar /basis/~1analyses~1all-visits~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "A likelihood model, which uses the score at week 8 of those who left.")

/* Translators: dropout-mar /basis/~1analyses~1delta~1missing/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Scores of those who left are drawn from a model of those who stayed, and then made worse by so many points.")

/* Translators: dropout-mar /basis/~1analyses~1delta~1delta/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "What nobody saw of those who left: 0 where leaving depends on what was seen, as here. A choice, to be varied.")

/* Translators: dropout-mar /basis/~1testing~1multiplicity~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "None: the hypotheses are one comparison, analysed in several ways.")

/* Translators: floor /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Scores with a floor")

/* Translators: floor /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "What does it do to a comparison that nobody can score below zero?")

/* Translators: floor /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "## The scale\n"
  "\n"
  "The Roland-Morris questionnaire counts what a patient cannot do because of the back: 0 to 24, or 0 to 23 in the version that several acupuncture trials used. At baseline its scores are near symmetric. After treatment they pile up at the good end: many have nothing left to report.\n"
  "\n"
  "## What is assumed\n"
  "\n"
  "Means and standard deviations *of the scores* are given: 6.3 (5.2) with acupuncture and 8.9 (5.4) in usual care at week 8, from 10.6 (5.2) at baseline. The baseline is that reported by SPINE; the values at week 8 are near what its patients came to. Each patient has a chance of their own to say yes to a question, and these chances follow a beta distribution: the scores are *beta-binomial*. The program solves for it, so that they have the given mean and SD. Two arms of 60 are a choice, and nobody is lost, so that only the scale is at work. The same scores are also cut into four bands, and in two: who has improved by 30 % of the baseline.\n"
  "\n"
  "## What is made true in this simulation\n"
  "\n"
  "A difference of 2.6 points between the means of the scores.\n"
  "\n"
  "## What to look at\n"
  "\n"
  "Figures with an MCSE are what 100,000 trials of this scenario give; that is their Monte Carlo standard error, of percentages in points. The shares at zero are counted in one trial of 60,000.\n"
  "\n"
  "- 10.99 % (MCSE 0.18) of the acupuncture arm score 0, and 3.06 % (MCSE 0.10) of usual care. *See the patients of one trial.*\n"
  "- The same difference in the same patients, found in five ways: by the t test in 75.60 % (MCSE 0.14) of the trials, by analysis of covariance in 85.56 % (MCSE 0.11), by the rank test of Mann and Whitney in 78.86 % (MCSE 0.13), by proportional odds of the four bands in 74.82 % (MCSE 0.14), and by the responders in 73.00 % (MCSE 0.14). The baseline is worth most. What is cut away is lost: four bands tell less than all scores, and yes or no tells least, though the baseline is in it.\n"
  "- Ranks gain a little on the t test here, where scores pile up at one end; they do not use the baseline.\n"
  "- With normal scores of the same means and SDs (set the type to continuous) the t test finds it in 75.90 % (MCSE 0.14) and covariance in 86.44 % (MCSE 0.11): the t test hardly minds the floor. The baseline is worth a little less at a floor, which hides how patients differ.\n"
  "- With the other shape, a normal value clipped to the scale (set *Distribution* to *Clipped normal*), 19.26 % (MCSE 0.23) and 7.70 % (MCSE 0.15) score 0, the t test finds the difference in 75.73 % (MCSE 0.14) and covariance in 85.68 % (MCSE 0.11): at these means the shape hardly matters to either.\n"
  "- Read the same numbers as those of the values *behind* clipped scores (set *Means and SDs* to *Of the latent values* as well): the mean estimate is then 2.421 points (MCSE 0.003), and the power of the t test 75.79 % (MCSE 0.14). The floor eats a part of the effect and of the spread alike, so that the power hardly changes; but who plans in one meaning and reports in the other is wrong about the effect.\n"
  "- A mean of 6.3 with an SD of 5.2 cannot belong to a normal score from 0 up: that alone tells of a floor.\n")

/* Translators: floor /sources/2/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "What counts as an important change in low back pain, and as recovered: 30 % of the baseline, RMDQ 2 or less. Ostelo et al.; PMC2989296")

/* Translators: floor /basis/~1outcomes~1rmdq~1shape/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "A choice: published means and SDs do not tell the shape. With this one about 11 and 3 % of the patients score zero.")

/* Translators: floor /basis/~1outcomes~1rmdq~1baseline~1sd/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "5.1 to 5.5 in its arms.")

/* Translators: floor /basis/~1outcomes~1rmdq~1means~1acupuncture/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Near 10.6 minus the improvement of 4.4 points in the needle arms of SPINE.")

/* Translators: floor /basis/~1outcomes~1rmdq~1means~1usual/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Near 10.6 minus the improvement of 2.1 points under usual care in SPINE.")

/* Translators: floor /basis/~1outcomes~1rmdq~1sd/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Planning values for raw follow-up scores.")

/* Translators: floor /basis/~1outcomes~1bands~1categories/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Recovered is 2 points or less; the other cuts are at thirds of the scale.")

/* Translators: floor /basis/~1outcomes~1bands~1probabilities/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The shares of the scores that lie in these bands, worked out from their distribution.")

/* Translators: floor /basis/~1outcomes~1improved~1responder~1improvement/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "30 % of the baseline is often taken as important for one person.")

/* Translators: floor /basis/~1outcome-correlation/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "As near to 1 as is needed: the bands are the scores themselves, cut. In 1,000 patients about one has a band next to that of the score.")

/* Translators: floor /basis/~1dropout~1proportion/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Nobody is lost, so that only the scale is at work.")

/* Translators: floor /basis/~1analyses~1t~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "One of five common choices, compared here.")

/* Translators: floor /outcomes/1/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Disability in four bands")

/* Translators: floor /outcomes/1/categories/0 */
NC_ ("scenario", /* xgettext:no-c-format */
  "0 to 2")

/* Translators: floor /outcomes/1/categories/1 */
NC_ ("scenario", /* xgettext:no-c-format */
  "3 to 8")

/* Translators: floor /outcomes/1/categories/2 */
NC_ ("scenario", /* xgettext:no-c-format */
  "9 to 16")

/* Translators: floor /outcomes/1/categories/3 */
NC_ ("scenario", /* xgettext:no-c-format */
  "17 to 23")

/* Translators: floor /outcomes/2/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Improved by 30 %")

/* Translators: four-arm-sham /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "SPINE 2009: two acupunctures, a simulated one, usual care")

/* Translators: four-arm-sham /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "Does real acupuncture reduce disability more than simulated, and any of them more than usual care?")

/* Translators: four-arm-sham /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "## The trial\n"
  "\n"
  "638 patients with chronic low back pain at two sites were randomised to acupuncture with points chosen for each patient (157), acupuncture with the same points for all (158), simulated acupuncture (162), or usual care (161). There were 10 sessions in 7 weeks. Disability (Roland-Morris, 23 items) and bothersomeness were the main outcomes, at 8 weeks.\n"
  "\n"
  "## What is reported\n"
  "\n"
  "Disability improved by 4.4, 4.5, 4.4 and 2.1 points (P < 0.001), from a mean of 10.6 with a standard deviation of 5.2. 583 of 641 patients are counted at follow-up in one review, 9 % fewer. 160 an arm had been planned; the reasons were not found.\n"
  "\n"
  "## What is assumed\n"
  "\n"
  "The SD at 8 weeks is that at baseline. The correlation with baseline is 0.5. The same share is lost in each arm. The scores are bounded: 0 to 23, in whole points. There are 6 comparisons in four arms; here are five of them, without a correction.\n"
  "\n"
  "## What is made true in this simulation\n"
  "\n"
  "The reported improvements, as if they were the true ones. The three arms with real or simulated needling then differ by at most 0.1 points.\n"
  "\n"
  "## What to look at\n"
  "\n"
  "Figures with an MCSE are what 100,000 trials of this scenario give; that is their Monte Carlo standard error, of percentages in points. The analysis is covariance on baseline.\n"
  "\n"
  "- Against usual care: individualised is found in 98.96 % (MCSE 0.03) of the trials, standardised in 99.38 % (MCSE 0.02), and simulated in 99.10 % (MCSE 0.03).\n"
  "- Against simulated: individualised is found to differ in 5.06 % (MCSE 0.07), where there is no difference at all; standardised, with 0.1 points, in 5.39 % (MCSE 0.07).\n"
  "- At least one of the five is found in 99.97 % (MCSE 0.01). That says nothing of real against simulated.\n"
  "- If choosing the points were worth one point more (set its mean to 5.2), it would be found against simulated in 46.51 % (MCSE 0.16) of the trials.\n"
  "\n"
  "Two things are true in this simulation at once, and answer two questions: all three procedures do more than usual care, and the real ones hardly more than the simulated one. What real and simulated have in common (time, attention, expectation) is a part of the first answer and cancels in the second.\n")

/* Translators: four-arm-sham /basis/~1outcomes~1rmdq~1means~1individualised/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "10.6 minus the reported improvement of 4.4 points with points chosen for each patient, made true here.")

/* Translators: four-arm-sham /basis/~1testing~1multiplicity~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "None, to show each comparison by itself; the rule of the trial was not read.")

/* Translators: four-arm-sham /arms/0/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Individualised acupuncture")

/* Translators: gerac-knee /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "GERAC knee 2006: responders")

/* Translators: gerac-knee /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "Do more patients with painful knees respond to acupuncture than to sham, and to either than to conservative treatment?")

/* Translators: gerac-knee /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "## The trial\n"
  "\n"
  "1,007 patients with osteoarthritis of the knee were treated by 320 practitioners in 315 practices: traditional Chinese acupuncture, sham acupuncture (10 sessions in 6 weeks, and 5 more after a partial response), or conservative treatment with 10 visits to the physician. Practices randomised 1 : 1 : 1 in blocks. A responder had at least 36 % less on the WOMAC score at 26 weeks.\n"
  "\n"
  "## What is reported\n"
  "\n"
  "Responders: 53.1, 51.0 and 29.1 %. Ratios: acupuncture against conservative 1.75, sham against conservative 1.73, acupuncture against sham 1.01. (The percentages by themselves have the ratios 1.82, 1.75 and 1.04; the reported ones may be adjusted.) 900 patients had been planned.\n"
  "\n"
  "## What is assumed\n"
  "\n"
  "A third of the patients in each arm: the sizes of the arms and the losses were not found. Nobody is lost here, as if missing counted as failure and were in the percentages. Practices are the centres, with an intraclass correlation of 0.02 of the values behind the responses. The test is a z test of the difference of two proportions; that of the trial was not read.\n"
  "\n"
  "## What is made true in this simulation\n"
  "\n"
  "The reported percentages, as if they were the true ones.\n"
  "\n"
  "## What to look at\n"
  "\n"
  "Figures with an MCSE are what 100,000 trials of this scenario give; that is their Monte Carlo standard error, of percentages in points.\n"
  "\n"
  "- Acupuncture against sham is found in 8.19 % (MCSE 0.09) of the trials, both against conservative treatment in practically all.\n"
  "- With 10,000 patients acupuncture against sham is found in 40.36 % (MCSE 0.16).\n"
  "- If sham were as good as acupuncture (set its proportion to 0.531), they would be found to differ in 4.81 % (MCSE 0.07).\n"
  "\n"
  "Compare with *GERAC back pain 2007: responders*: other patients, another rule for a responder, the same picture. Two trials with little power for the same small difference are no proof that there is none, and none that there is one.\n")

/* Translators: gerac-knee /sources/0/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Scharf et al. 2006, GERAC knee trial, 1,007 patients in three arms; PubMed 16818924")

/* Translators: gerac-knee /basis/~1arms~1acupuncture~1size/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "A third of the 1,007 randomised; the size of each arm was not found.")

/* Translators: gerac-knee /basis/~1allocation~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Reported are blocks within practices, 1 : 1 : 1; here every practice has as good as equal numbers in all arms.")

/* Translators: gerac-knee /basis/~1outcomes~1response~1proportions~1acupuncture/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The reported 53.1 %, made true here.")

/* Translators: gerac-knee /basis/~1outcomes~1response~1proportions~1sham/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The reported 51.0 %, made true here.")

/* Translators: gerac-knee /basis/~1outcomes~1response~1proportions~1conservative/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The reported 29.1 %, made true here.")

/* Translators: gerac-knee /basis/~1centres~1count/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "315 practices, 3.2 patients in each.")

/* Translators: gerac-knee /basis/~1centres~1icc/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Planning value; median 0.016 over outcomes of trials elsewhere. It is that of the values behind the responses.")

/* Translators: gerac-knee /basis/~1dropout~1proportion/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Losses were not found; as if missing counted as failure.")

/* Translators: gerac-knee /arms/0/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Traditional Chinese acupuncture")

/* Translators: gerac-knee /arms/1/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Sham acupuncture")

/* Translators: gerac-knee /arms/2/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Conservative treatment")

/* Translators: gerac-knee /outcomes/0/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Response")

/* Translators: gerac-responder /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "GERAC back pain 2007: responders")

/* Translators: gerac-responder /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "Do more patients respond to acupuncture than to sham, and to either than to conventional treatment?")

/* Translators: gerac-responder /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "## The trial\n"
  "\n"
  "1,162 patients with chronic low back pain in 340 practices were randomised to verum acupuncture (387), sham acupuncture (387) or conventional treatment by guidelines (388). There were 10 sessions, and 5 more after a partial response. A responder had, at 6 months, at least 33 % less pain on three items or at least 12 % better function; who took forbidden treatment, or was unblinded, counted as a failure.\n"
  "\n"
  "## What is reported\n"
  "\n"
  "Responders: 47.6, 44.2 and 27.4 %. Verum against sham 3.4 percentage points (95 % interval −3.7 to 10.3, P = 0.39), verum against conventional 20.2 (13.4 to 26.7), sham against conventional 16.8 (10.1 to 23.4). Scores at 6 months are there for 377, 376 and 364 patients. The protocol planned 1,062 patients and Fisher's two-sided test; the rates it assumed were not found.\n"
  "\n"
  "## What is assumed\n"
  "\n"
  "Missing counts as failure here, so that nobody is lost: the percentages are of all who were randomised, and losses are in them already. Practices are the centres: each has one patient in every arm, some have two. Those of one practice are a little alike, with an intraclass correlation of 0.02 of the values behind the responses. The test is a z test of the difference of two proportions (the same as the chi-squared test without correction) where the protocol has Fisher's, which is more careful.\n"
  "\n"
  "## What is made true in this simulation\n"
  "\n"
  "The reported percentages, as if they were the true ones.\n"
  "\n"
  "## What to look at\n"
  "\n"
  "Figures with an MCSE are what 100,000 trials of this scenario give; that is their Monte Carlo standard error, of percentages in points.\n"
  "\n"
  "- Verum against sham is found in 15.12 % (MCSE 0.11) of the trials, sham against conventional in 99.87 % (MCSE 0.01), verum against conventional in practically all.\n"
  "- For verum against sham, 79.84 % (MCSE 0.13) are found in a trial of 10,113 patients; for verum against conventional 80.86 % (MCSE 0.12) in one of 267.\n"
  "- If sham were as good as verum (set its proportion to 0.476), they would be found to differ in 4.71 % (MCSE 0.07).\n"
  "\n"
  "*No significant difference* from sham in one such trial says little: with these percentages most such trials end like that. The interval says more: from 3.7 points worse to 10.3 points better.\n"
  "\n"
  "A responder is a score cut in two. At 6 months pain had means of 40.2, 43.3 and 52.3 on a scale of 100 (SD 22.5, 23.0 and 21.2), and who is just above the cut counts like who is far above it. Failures by forbidden treatment are in the percentages and not in the scores.\n")

/* Translators: gerac-responder /sources/0/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Haake et al. 2007, GERAC back pain trial, 1,162 patients in three arms; PubMed 17893311")

/* Translators: gerac-responder /sources/1/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Protocol of the GERAC back pain trial, as told in a later account of Haake et al.")

/* Translators: gerac-responder /basis/~1allocation~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The numbers fit 1 : 1 : 1, in blocks within practices perhaps. Here every practice has as good as equal numbers in all arms.")

/* Translators: gerac-responder /basis/~1outcomes~1response~1proportions~1verum/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The reported 47.6 %, made true here.")

/* Translators: gerac-responder /basis/~1outcomes~1response~1proportions~1sham/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The reported 44.2 %, made true here; the interval for the difference from verum is −3.7 to 10.3 points.")

/* Translators: gerac-responder /basis/~1outcomes~1response~1proportions~1conventional/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The reported 27.4 %, made true here; the interval for the difference from verum is 13.4 to 26.7 points.")

/* Translators: gerac-responder /basis/~1centres~1count/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "340 practices, 3.4 patients in each.")

/* Translators: gerac-responder /basis/~1dropout~1proportion/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Missing counts as failure and is in the percentages. Scores at 6 months were missing in 2.6, 2.8 and 6.2 %.")

/* Translators: gerac-responder /basis/~1analyses~1main~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The protocol has Fisher's two-sided test, which finds a little less.")

/* Translators: gerac-responder /basis/~1analyses~1main~1missing/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Missing counts as failure: it matters once a proportion lost is set.")

/* Translators: gerac-responder /arms/0/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Verum acupuncture")

/* Translators: gerac-responder /arms/2/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Conventional treatment")

/* Translators: gold-ni /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Not worse than standard: the choice of a margin")

/* Translators: gold-ni /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "How large must a trial be to show hand-ear acupuncture not worse than standard acupuncture, and by what margin?")

/* Translators: gold-ni /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "## The plan\n"
  "\n"
  "Hand-ear acupuncture is to be shown not worse than standard acupuncture by more than a margin, and both to be better than usual care. The arms are equal, disability at week 8 is analysed by covariance on baseline, and one patient in ten is lost.\n"
  "\n"
  "## What is assumed\n"
  "\n"
  "The margin is 1.05 points: half of what standard acupuncture gains over usual care. That it should be half, and that the gain is known, are choices. Each non-inferiority test looks at one side, at 2.5 %.\n"
  "\n"
  "## What is made true in this simulation\n"
  "\n"
  "Hand-ear and standard acupuncture are alike, and 2.1 points better than usual care.\n"
  "\n"
  "## What to look at\n"
  "\n"
  "Figures with an MCSE are what 100,000 trials of this scenario give; that is their Monte Carlo standard error, of percentages in points.\n"
  "\n"
  "- 397 patients an arm are randomised, of whom 357 are analysed. Hand-ear is found not worse in 90.02 % (MCSE 0.09) of the trials. Both needle arms are found better than usual care in practically all, so that all three claims are made in 90.02 % (MCSE 0.09).\n"
  "- If nobody were lost: 357 an arm give 90.11 % (MCSE 0.09), 267 give 80.00 % (MCSE 0.13).\n"
  "- If hand-ear were truly half a point better (set its mean to 6.3, nobody lost): 164 an arm give 90.05 % (MCSE 0.09), 123 give 80.11 % (MCSE 0.13). Hope makes a trial small: this is to be justified, not chosen.\n"
  "- A wider margin makes it small, too. With 1.5 points 131 an arm give 79.83 % (MCSE 0.13), with 2 points 74 give 79.84 % (MCSE 0.13) (nobody lost).\n"
  "- But 2 points are nearly all that standard acupuncture gains. A treatment that keeps only a quarter of the gain (set the mean of hand-ear to 8.375) would be called not worse in 26.07 % (MCSE 0.14) of trials of 1,191 patients with that margin, and in 0.01 % (MCSE 0.01) with 1.05 points.\n"
  "- At the margin itself (set the mean of hand-ear to 7.85) the claim is made in 2.54 % (MCSE 0.05): the level of the one tail.\n"
  "\n"
  "The margin decides the size, and what the claim means. It must be argued from what matters to patients and from what the standard is known to gain, before the trial.\n"
  "\n"
  "## To try\n"
  "\n"
  "- *Gold standard* has the margin and the retention of a fraction of the effect side by side.\n"
  "- Set usual care to 6.8, so that nothing works: non-inferiority is claimed as often as before. That is why there is a third arm.\n")

/* Translators: gold-ni /basis/~1arms~1hand-ear~1size/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "357 analysed, over 0.9 for the losses.")

/* Translators: gold-ni /basis/~1arms~1standard~1size/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "As many as in the hand-ear arm.")

/* Translators: gold-ni /basis/~1allocation~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Equal numbers, a plan.")

/* Translators: gold-ni /basis/~1outcomes~1rmdq~1visits~1week-8~1time/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "One week after treatment, as in the sister trial that gave the effects.")

/* Translators: gold-ni /basis/~1dropout~1proportion/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The same in every arm; other trials lost 4 to 28 % in all.")

/* Translators: gold-ni /basis/~1testing~1alpha/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Conventional two-sided level: 2.5 % for the one side of non-inferiority.")

/* Translators: gold-ni /basis/~1testing~1hypotheses~1HE-ST~1margin/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Half of the 2.1 points that standard acupuncture gains here; no rule gives it.")

/* Translators: gold-ni /basis/~1testing~1multiplicity~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "None: all three claims must hold, which needs no correction.")

/* Translators: gold-standard /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Gold standard: as good as the standard, and better than nothing")

/* Translators: gold-standard /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "Does hand-ear acupuncture keep what standard acupuncture gains over usual care?")

/* Translators: gold-standard /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "## The question\n"
  "\n"
  "A treatment is to take the place of another that is in use. To show that it is not worse by more than a margin needs but two arms. It says nothing of whether either of them works. A third arm without needling answers that in the same trial: the standard treatment must be better than usual care, and the new one must keep more than a fraction of what it gains.\n"
  "\n"
  "## What is assumed\n"
  "\n"
  "Everything: this is no trial that was run. Sizes are 2 : 2 : 1, as retention tests ask for fewer patients in the third arm. The margin of 1.5 points and the fraction of one half are choices, not facts.\n"
  "\n"
  "## What is made true in this simulation\n"
  "\n"
  "Both needling arms are 2.4 points better than usual care, and alike.\n"
  "\n"
  "## What to look at\n"
  "\n"
  "Figures with an MCSE are what 100,000 trials of this scenario give; that is their Monte Carlo standard error, of percentages in points.\n"
  "\n"
  "- The standard works: 99.69 % (MCSE 0.02) of the trials. The new one is not worse by more than 1.5 points: 94.94 % (MCSE 0.07). It keeps more than half of the effect: 86.68 % (MCSE 0.11). All three: 85.40 % (MCSE 0.11).\n"
  "- Let no needling work (usual care at 6.5): non-inferiority is shown in 94.94 % (MCSE 0.07) of the trials, just as often, and it means nothing. Retention is claimed in 2.49 % (MCSE 0.05), the level of its one tail.\n"
  "- Let the standard gain half as much (usual care at 7.7): non-inferiority is what it was, retention falls to 33.82 % (MCSE 0.15). A fixed margin does not notice that it has become larger than the effect.\n"
  "- Let the new treatment be worse by the margin itself (8 points): it is called not worse in 2.55 % (MCSE 0.05). That is the level of one tail: each of these tests looks at one side, at half of the two-sided level.\n"
  "- Usual care is no placebo. What is kept here is the effect of needling with all that comes with it, and nobody is blind to it.\n")

/* Translators: gold-standard /sources/0/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Pigeot et al. Stat Med 2003;22:883-899: a trial with a reference and a placebo, and the fraction of an effect that is retained")

/* Translators: gold-standard /sources/1/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Hauschke, Pigeot. Biom J 2005;47:782-786: why three arms are the gold standard of such trials")

/* Translators: gold-standard /basis/~1arms~1hand-ear~1size/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "2 : 2 : 1, no trial that was run.")

/* Translators: gold-standard /basis/~1outcomes~1rmdq~1visits~1week-8~1time/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Planning value.")

/* Translators: gold-standard /basis/~1outcomes~1rmdq~1means~1standard/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "2.4 points better than usual care, made true here.")

/* Translators: gold-standard /basis/~1outcomes~1rmdq~1means~1usual/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Made true here.")

/* Translators: gold-standard /basis/~1testing~1hypotheses~1no-worse~1margin/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Below the 2 to 3 points that are often called the least that matters to a patient; no rule gives it.")

/* Translators: gold-standard /basis/~1testing~1hypotheses~1keeps~1fraction/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "One half; regulators have asked for more.")

/* Translators: gold-standard /basis/~1testing~1hypotheses~1keeps~1placebo/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Usual care is no placebo: what is kept here is the effect of needling with all that comes with it.")

/* Translators: gold-standard /basis/~1testing~1multiplicity~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "None: all that is claimed must be shown, which needs no correction.")

/* Translators: luo-2019-reported /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Luo 2019, the reported change taken as true")

/* Translators: luo-2019-reported /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "What would the trial have looked like if the change reported in one arm were the true one?")

/* Translators: luo-2019-reported /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "## The reported number\n"
  "\n"
  "The abstract of the trial reports that disability in the hand-ear arm improved by 7.74 points at 6 months, and that the changes in the two other arms were not significant. Here this is taken literally: 7.74 points are made true, and 1 point in each of the other arms. If the standard deviation of a change is 5, *not significant* in 50 patients means an observed change below about 1.4 points.\n"
  "\n"
  "## How to read it\n"
  "\n"
  "Hand-ear and standard acupuncture then differ by 6.74 points, 1.3 standard deviations. The two sister trials of the same plan put that contrast near 1 point. A trial that reports its own large change does not tell how large the true difference is: change within an arm also holds the course of the illness, regression to the mean and the choice of what to report.\n"
  "\n"
  "Every comparison with the hand-ear arm is found at almost any size here. Standard acupuncture and usual care are equal: each time they are found to differ is an error, and the error rate over this true null hypothesis is shown.\n"
  "\n"
  "Compare with *Luo 2019 as run*, where the effects of a sister trial are made true.\n")

/* Translators: luo-2019-reported /basis/~1outcomes~1rmdq~1means~1hand-ear/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "11 minus the reported improvement of 7.74 points, made true here.")

/* Translators: luo-2019-reported /basis/~1outcomes~1rmdq~1means~1standard/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The change was reported as not significant, without a number; 1 point is a choice, about 1.4 the most that would fit.")

/* Translators: luo-2019-reported /basis/~1outcomes~1rmdq~1sd/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Planning value for raw follow-up scores; no standard deviation of this trial is known.")

/* Translators: luo-2019-reported /basis/~1dropout~1proportion~1hand-ear/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Losses in this trial are not known; other trials lost 4 to 28 % in all.")

/* Translators: luo-2019-reported /basis/~1dropout~1proportion~1usual/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Five points more than in the needle arms: control arms lost 3 to 25 % elsewhere, and arms differed by 1 to 14 points.")

/* Translators: luo-2019-reported /basis/~1analyses~1main~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The model of the trial is not known; the abstract reports tests within arms only.")

/* Translators: luo-2019-reported /basis/~1testing~1alpha/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Conventional two-sided level; the rule of the trial itself is not known.")

/* Translators: luo-2019-reported /basis/~1testing~1multiplicity~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "No correction for several comparisons is known of; Holm's rule keeps the error over all three.")

/* Translators: luo-2019 /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Luo 2019 as run")

/* Translators: luo-2019 /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "Does hand-ear acupuncture reduce disability more than usual care, and more than standard acupuncture?")

/* Translators: luo-2019 /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "## The trial\n"
  "\n"
  "An open, randomised trial in one hospital in Sichuan: 152 patients with chronic low back pain, 54 in the hand-ear arm, 50 in the standard arm and 48 in usual care. The needle arms had 18 sessions in 7 weeks. Disability (Roland-Morris) and pain were taken at baseline, 2 and 6 months.\n"
  "\n"
  "## What is known, and what is not\n"
  "\n"
  "The abstract reports that disability in the hand-ear arm improved by 7.74 points at 6 months, and that the change was significant within that arm but not within the two others. It gives no difference **between** arms. Means of the other arms, all standard deviations, the losses, the number of practitioners and the model of the analysis are not known. The registry planned 160 patients, and visits at 12 and 24 weeks.\n"
  "\n"
  "A change that is significant in one arm and not in another is no comparison of the two: that is what the third hypothesis here is for.\n"
  "\n"
  "## What is made true in this simulation\n"
  "\n"
  "The effects are those of a sister trial with the same three-arm plan, in which the arm with the special technique improved by 5.3, standard acupuncture by 4.2 and usual care by 2.1 points after 8 weeks, and by 5.7, 4.6 and 3.3 points after 48 weeks. Week 26 lies on the straight line between them. They stand in for numbers that were not published; they are no estimate from this trial.\n"
  "\n"
  "Without losses and without a correction for three comparisons, analysis of covariance then has a power of about 96, 66 and 25 % for hand-ear against usual care, standard against usual care, and hand-ear against standard. The trial was large enough for the first question and far too small for the last.\n"
  "\n"
  "## To try\n"
  "\n"
  "- Open *Luo 2019, the reported change taken as true*: the same trial with the published 7.74 points.\n"
  "- Open *Null world*, where nothing works differently.\n"
  "- Set the correlation with baseline to 0.2 and to 0.65.\n"
  "- Add practitioners. How many there were is not known; 2 to 4 in each needle arm would be usual. *Few therapists, many patients each* shows what that does.\n")

/* Translators: luo-2019 /sources/1/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Registry record NCT02260284 of the trial of Luo et al.")

/* Translators: luo-2019 /basis/~1outcomes~1rmdq~1visits~1week-8~1time/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Reported as 2 months; the registry has 12 weeks.")

/* Translators: luo-2019 /basis/~1outcomes~1rmdq~1visits~1week-26~1time/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Reported as 6 months; the registry has 24 weeks.")

/* Translators: luo-2019 /basis/~1outcomes~1rmdq~1means~1hand-ear/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "11 minus the improvement of the arm with the special technique, 5.3 at week 8 and 5.7 at week 48; week 26 on the line between.")

/* Translators: luo-2019 /basis/~1outcomes~1rmdq~1means~1standard/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "11 minus the improvement under standard acupuncture, 4.2 at week 8 and 4.6 at week 48; week 26 on the line between.")

/* Translators: luo-2019 /basis/~1outcomes~1rmdq~1means~1usual/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "11 minus the improvement under usual care, 2.1 at week 8 and 3.3 at week 48; week 26 on the line between.")

/* Translators: luo-2019 /basis/~1analyses~1main~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The model of the trial is not known; analysis of covariance is the usual choice for a score with a baseline.")

/* Translators: luo-replanned /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Luo re-planned")

/* Translators: luo-replanned /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "How many patients would it take to tell hand-ear from standard acupuncture?")

/* Translators: luo-replanned /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "## The plan\n"
  "\n"
  "The three arms of *Luo 2019 as run*, in equal numbers, with the score at week 8 analysed by covariance on baseline and Bonferroni's correction for three comparisons. The true effects are again those of the sister trial: 3.2, 2.1 and 1.1 points.\n"
  "\n"
  "## The number\n"
  "\n"
  "To find the smallest of these, 1.1 points between the two needle arms, with a power of 90 % takes 420 patients in each arm if nobody is lost; if one in ten is, 467 must be randomised, 1,401 in all. The arms here have 466, which falls short of 90 % by less than a tenth of a percentage point. For 80 % it takes 326 in each arm if nobody is lost. Without a correction the numbers are 327 and 245.\n"
  "\n"
  "For standard acupuncture against usual care, 2.1 points, 117 patients in each arm give 90 % under Bonferroni if nobody is lost, and 91 give 80 %; without a correction the numbers are 91 and 68. The question between two active arms decides the size of the trial.\n"
  "\n"
  "## Before planning for 1.1 points\n"
  "\n"
  "Ask whether 1.1 points on a scale of 24 would matter to patients. A change of 5 points is often taken as important for one person; that is no margin between arms, but it is a scale to think on.\n"
  "\n"
  "## Limits\n"
  "\n"
  "Scores are normal here and have no limits, while the instrument ends at 0 and at 24: with a mean of 5.7 and an SD of 5 about 13 % of the scores in the hand-ear arm lie below 0, where no patient can be. *Scores with a floor* keeps scores to their scale and shows what that does.\n"
  "\n"
  "## To try\n"
  "\n"
  "- Set the rule to Holm's: the larger effects gain nothing to speak of, the smallest does.\n"
  "- Set the method to t-test: what the baseline was worth.\n"
  "- Drag the handle of the own total along the curve.\n")

/* Translators: luo-replanned /basis/~1arms~1hand-ear~1size/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "For 90 % power on 1.1 points under Bonferroni with one in ten lost; exactly it takes 467.")

/* Translators: luo-replanned /basis/~1dropout~1proportion/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Ten musculoskeletal trials lost 4 to 28 % in all.")

/* Translators: luo-replanned /basis/~1analyses~1main~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Planned here; it takes about three quarters of the patients of a comparison of the raw scores at a correlation of 0.5.")

/* Translators: luo-replanned /basis/~1testing~1multiplicity~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The simplest rule that keeps the error over all three comparisons.")

/* Translators: multiplicity /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Twelve tests and no effect")

/* Translators: multiplicity /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "How often is something significant when nothing works differently and twelve tests are made?")

/* Translators: multiplicity /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "## The trial\n"
  "\n"
  "Invented, about as large as a trial of 2019: three arms of 51 patients, two outcomes (disability and pain), two visits. Three pairs of arms, two outcomes and two visits make twelve tests.\n"
  "\n"
  "## What is assumed\n"
  "\n"
  "Scores of one outcome at the two visits have a correlation of 0.6, and with baseline of 0.5. Disability and pain at the same visit have 0.4; at different visits this makes 0.24. Nobody is lost. Each test is a t test at the level of 5 %, two-sided.\n"
  "\n"
  "## What is made true in this simulation\n"
  "\n"
  "All three arms come to the same means at both visits: every finding is false.\n"
  "\n"
  "## What to look at\n"
  "\n"
  "Figures with an MCSE are what 100,000 trials of this scenario give; that is their Monte Carlo standard error, of percentages in points. They are the shares of trials in which at least one test is significant.\n"
  "\n"
  "- The two needle arms against usual care, disability at week 8: 8.98 % (MCSE 0.09).\n"
  "- All three pairs, disability at week 8: 12.06 % (MCSE 0.10).\n"
  "- All three pairs, disability at both visits: 20.28 % (MCSE 0.13).\n"
  "- All twelve: 35.06 % (MCSE 0.15).\n"
  "\n"
  "None of these tests is wrong: each errs in 5 % of the trials. What is wrong is to choose after seeing them.\n"
  "\n"
  "## What can be done\n"
  "\n"
  "Name one comparison, one outcome and one visit beforehand: 5 %, whatever else is looked at. Or let a rule pay for the looking. At least one false finding among the twelve:\n"
  "\n"
  "- Bonferroni 4.12 % (MCSE 0.06), Holm 4.12 % (MCSE 0.06), Hommel 4.17 % (MCSE 0.06). Twelve tests that go together are fewer than twelve, so these rules, which do not know how closely, stay below 5 %.\n"
  "- Dunnett, for the two needle arms against usual care alone (leave the ten other hypotheses out): 4.94 % (MCSE 0.07). It knows that both share the control arm, and uses the whole 5 %.\n"
  "- Closed testing of the three pairs at week 8 (leave out the nine others): 4.31 % (MCSE 0.06).\n"
  "- Gatekeeping: disability at week 8 first, and the nine others only where all three of these are found: 4.31 % (MCSE 0.06).\n"
  "\n"
  "A rule costs power where there is an effect. That is the reason to ask few questions, and to ask them before.\n")

/* Translators: multiplicity /sources/3/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Brinkhaus et al. 2006, trial of acupuncture, minimal acupuncture and a waiting list; Arch Intern Med 2006;166:450")

/* Translators: multiplicity /basis/~1arms~1hand-ear~1size/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "152 patients in three arms were reported; equal numbers here.")

/* Translators: multiplicity /basis/~1outcomes~1rmdq~1means/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "11 minus 5 points, the same in every arm and at both visits.")

/* Translators: multiplicity /basis/~1outcomes~1rmdq~1correlation~1visits/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Chosen for the lesson; neighbouring visits usually have 0.6 to 0.8.")

/* Translators: multiplicity /basis/~1outcomes~1vas~1baseline~1mean/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "One trial that admitted from 40 mm on reported 64.8.")

/* Translators: multiplicity /basis/~1outcomes~1vas~1baseline~1sd/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Planning value, wider than the 14 mm of a trial with a limit at entry.")

/* Translators: multiplicity /basis/~1outcomes~1vas~1means/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "60 minus 20 mm, the same in every arm and at both visits.")

/* Translators: multiplicity /basis/~1outcomes~1vas~1sd/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The same as at baseline; under the null it changes nothing.")

/* Translators: multiplicity /basis/~1outcome-correlation/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Pain and disability go together; how closely is a choice.")

/* Translators: multiplicity /basis/~1dropout~1proportion/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Nobody is lost, so that only the number of tests is at work.")

/* Translators: multiplicity /basis/~1analyses~1disability-8~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The plainest comparison; the variance is that of all three arms.")

/* Translators: multiplicity /basis/~1testing~1multiplicity~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "None, to show what looking twelve times does.")

/* Translators: null-world /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Null world: nothing works differently")

/* Translators: null-world /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "How often does a trial find a difference where there is none?")

/* Translators: null-world /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "## A world without differences\n"
  "\n"
  "All three arms improve by one standard deviation, and none more than another. That is about what 70 randomised trials of treatments for low back pain saw within their arms, whatever the treatment: 1.0 standard deviation after 6 weeks, 1.2 after 13 and 1.1 after 27. Time, regression to the mean and the way patients are chosen move every arm; only the randomised comparison tells them from an effect.\n"
  "\n"
  "## What to see\n"
  "\n"
  "- Each comparison is found significant in about 5 % of the trials: in this world every such finding is false.\n"
  "- At least one of the three is found in about 12 %: that is the price of looking three times. Set the rule to Holm's or Bonferroni's, and it comes down to 5 %.\n"
  "- The estimates scatter around zero. Those that are significant lie far out on both sides: read alone, they tell of an effect.\n"
  "- Power does not rise with the number of patients. More patients cannot find what is not there.\n"
  "\n"
  "Within its own arm almost every trial here sees a significant improvement.\n")

/* Translators: null-world /sources/1/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Change within arms in 70 randomised trials of treatments for low back pain. BMC Musculoskelet Disord 2014;15:68")

/* Translators: null-world /basis/~1outcomes~1rmdq~1means/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "11 minus one standard deviation, the same in every arm.")

/* Translators: null-world /basis/~1testing~1multiplicity~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "None, to show what several comparisons do.")

/* Translators: small-trial /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Small trials and what they find")

/* Translators: small-trial /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "When a trial of 20 patients an arm is significant, how much of its effect is true?")

/* Translators: small-trial /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "## The trial\n"
  "\n"
  "Invented: 20 patients have acupuncture, 20 a sham, 20 usual care. Many trials of acupuncture were of about this size.\n"
  "\n"
  "## What is assumed\n"
  "\n"
  "The SD of the scores at week 8 is 5, a planning value, and nobody is lost. The analysis is a t test with the variance of the two arms compared.\n"
  "\n"
  "## What is made true in this simulation\n"
  "\n"
  "Acupuncture is 0.2 standard deviations (1 point) better than sham and 0.5 (2.5 points) better than usual care. That is about what the pooled data of 20,827 patients gave; here it is true because the scenario says so.\n"
  "\n"
  "## What to look at\n"
  "\n"
  "Figures with an MCSE are what 100,000 trials of this scenario give; that is their Monte Carlo standard error, of percentages in points.\n"
  "\n"
  "- Acupuncture against sham is found in 9.46 % (MCSE 0.09) of the trials. Where it is found, the estimate is on average 3.759 (MCSE 0.007) times the true difference, and 5.46 % (MCSE 0.23) of what is found has the wrong sign.\n"
  "- With 51 patients an arm and a difference of 0.22 standard deviations (set the mean of acupuncture to 6.3) it is found in 19.61 % (MCSE 0.13), 2.257 (MCSE 0.003) times too large.\n"
  "- Against usual care, 0.5 standard deviations, 20 patients an arm find the difference in 33.78 % (MCSE 0.15), 1.667 (MCSE 0.002) times too large.\n"
  "- With 394 patients an arm, 1,182 in all, acupuncture against sham is found in 80.08 % (MCSE 0.13), and what is found is 1.1242 (MCSE 0.0010) times the truth: a trial that is large enough has no need to exaggerate.\n"
  "\n"
  "A significant result of a small trial is a large estimate: only large ones can be significant there. Nobody has cheated. The estimates of *all* small trials together are right; those that are significant, and are read, are not.\n"
  "\n"
  "## A pair of trials\n"
  "\n"
  "A pilot of ear acupressure (37 patients) saw a difference of 1.22 standard deviations in the worst pain between real and sham points. A later trial of the same idea with 272 patients saw no difference between targeted and other points. One pair proves nothing; it is the pattern that this scenario shows.\n")

/* Translators: small-trial /sources/0/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Acupuncture for chronic pain: data of 20,827 patients of 39 trials, update of 2018; PMC5927830")

/* Translators: small-trial /sources/1/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Pilot of ear acupressure for low back pain, 37 patients, 2014. Evid Based Complement Alternat Med 2014:375173")

/* Translators: small-trial /sources/2/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Three-arm trial of ear acupressure in people of 60 years and more with low back pain, 272 patients, 2025 (abstract)")

/* Translators: small-trial /basis/~1arms~1acupuncture~1size/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Chosen to be small; 51 an arm is the other size in the notes.")

/* Translators: small-trial /basis/~1arms~1sham~1size/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "As many as in the acupuncture arm.")

/* Translators: small-trial /basis/~1outcomes~1rmdq~1visits~1week-8~1time/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Near the end of treatment in many trials.")

/* Translators: small-trial /basis/~1outcomes~1rmdq~1means~1acupuncture/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "1 point, 0.2 standard deviations, better than sham.")

/* Translators: small-trial /basis/~1outcomes~1rmdq~1means~1sham/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "0.3 standard deviations better than usual care: the difference between 0.5 and 0.2.")

/* Translators: small-trial /basis/~1outcomes~1rmdq~1means~1usual/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "A choice that changes nothing: only differences between arms count.")

/* Translators: small-trial /basis/~1dropout~1proportion/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Nobody is lost, so that only the size is at work.")

/* Translators: small-trial /basis/~1analyses~1main~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The plainest comparison.")

/* Translators: small-trial /basis/~1analyses~1main~1variance/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Only the two arms compared, as a report of two arms would have it.")

/* Translators: small-trial /basis/~1testing~1multiplicity~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "None, so that each comparison is seen by itself.")

/* Translators: therapist-nested /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Few therapists, many patients each")

/* Translators: therapist-nested /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "What do three therapists an arm do to a trial in which nothing works differently?")

/* Translators: therapist-nested /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "## The trial\n"
  "\n"
  "Invented, with the sizes of a trial of 2019: 54, 54 and 48 patients. Each needle arm has three therapists of its own, who treat 18 patients each; usual care has none. Patients of one therapist are a little more alike than patients of two.\n"
  "\n"
  "## What is reported elsewhere, and what is assumed\n"
  "\n"
  "That likeness is measured as the share of the therapists in the variance, the intraclass correlation. Trials in low back and neck pain found 2.6 to 7.1 % for disability (Eur J Pain 2010); from 1,206 acupuncturists in 13 trials 3.5 % can be worked out (2.4 to 4.6 %). Here it is 3.5 %, plausible from 0 to 7 %. The numbers of therapists are choices. Nobody is lost.\n"
  "\n"
  "## What is made true in this simulation\n"
  "\n"
  "All three arms improve by the same 5 points: every finding is false.\n"
  "\n"
  "## What to look at\n"
  "\n"
  "Figures with an MCSE are what 100,000 trials of this scenario give; that is their Monte Carlo standard error, of percentages in points. The analysis is the t test with the variance of the two arms, which takes patients for independent.\n"
  "\n"
  "- Hand-ear acupuncture against usual care is found to differ in 8.32 % (MCSE 0.09) of the trials instead of 5 %, hand-ear against standard in 12.23 % (MCSE 0.10), since there the therapists of both arms err. At least one of the three is found in 21.94 % (MCSE 0.13).\n"
  "- The 95 % interval for hand-ear against usual care holds the true difference in 91.68 % (MCSE 0.09).\n"
  "- Without the likeness (ICC 0) it is 4.90 % (MCSE 0.07), with 7 % 11.74 % (MCSE 0.10).\n"
  "- With 4 % it is 8.80 % (MCSE 0.09); then with 2 therapists in the hand-ear arm 10.84 % (MCSE 0.10), with 6 therapists 6.65 % (MCSE 0.08).\n"
  "- *More patients make it worse.* With three times the patients and the same three therapists: 15.43 % (MCSE 0.11). With three times the patients and three times the therapists (give the caseload, 18, instead of the number): 8.28 % (MCSE 0.09).\n"
  "\n"
  "A therapist is chosen once and counts for all of that therapist's patients. A trial that compares therapies by means of few therapists compares the therapists too.\n"
  "\n"
  "## An analysis that knows of therapists\n"
  "\n"
  "With a likeness of 4 % the *practitioner mixed model* finds a difference from usual care in 4.7 % of 1,000,000 trials and one between the needle arms in 4.8 %; the t test with one variance for all arms and *CR2* standard errors in 5.3 % and 5.0 %. So few therapists leave it about four degrees of freedom, and that is what an honest test costs. With two therapists in each arm it is 5.1 % and 6.6 %, and 4.5 % and 5.0 %.\n"
  "\n"
  "## To try\n"
  "\n"
  "Give both needle arms the same therapists (*Shared by arms*): what they have in common then cancels between the needle arms, and stays against usual care.\n")

/* Translators: therapist-nested /sources/1/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Variation between 1,206 acupuncturists in 13 randomised trials, from the data of their patients")

/* Translators: therapist-nested /basis/~1arms~1standard~1size/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "As many as in the hand-ear arm, so that three therapists have 18 patients each; the trial had 50.")

/* Translators: therapist-nested /basis/~1allocation~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Fixed numbers, chosen for the lesson.")

/* Translators: therapist-nested /basis/~1outcomes~1rmdq~1means/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "11 minus 5 points, the same in every arm.")

/* Translators: therapist-nested /basis/~1practitioners~1count~1hand-ear/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Chosen for the lesson; the number of therapists of few trials is known.")

/* Translators: therapist-nested /basis/~1practitioners~1icc/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Worked out from 1,206 acupuncturists: 3.5 % (2.4 to 4.6 %). The range is from none to the most of three trials in low back and neck pain, 2.6 to 7.1 % (Eur J Pain 2010).")

/* Translators: therapist-nested /basis/~1dropout~1proportion/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Nobody is lost, so that only the therapists are at work.")

/* Translators: therapist-nested /basis/~1analyses~1main~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The plain test, which takes patients for independent.")

/* Translators: therapist-nested /basis/~1analyses~1main~1variance/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Only the two arms compared, so that the third does not matter.")

/* Translators: therapist-nested /basis/~1testing~1multiplicity~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "None, to show each comparison by itself.")

/* Translators: wei-registry /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Nine centres, 27 acupuncturists")

/* Translators: wei-registry /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "Do two thousand patients make up for 27 acupuncturists?")

/* Translators: wei-registry /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "## What there was\n"
  "\n"
  "A plan, published in 2019, of a registry of patients who have acupuncture for low back pain: at least 2,000 patients, 27 acupuncturists in 9 centres; pain, disability (Oswestry) and a rate of success. It is no randomised trial, has no control arm, and no result was found. It has been cited for results that a plan cannot have.\n"
  "\n"
  "## What is assumed\n"
  "\n"
  "A randomised trial is put into its places, which is an invention: 1,000 patients have acupuncture from the 27 acupuncturists, three in each of nine centres, about 37 patients each; 1,000 from the same centres have usual care. The centres have 2 % of the variance (median over many outcomes of trials elsewhere: 1.6 %), the acupuncturists 3.5 %, as can be worked out from 1,206 acupuncturists in 13 trials. Disability at baseline is 40 with a standard deviation of 15, planning values. Nobody is lost.\n"
  "\n"
  "## What is made true in this simulation\n"
  "\n"
  "Acupuncture is 2 points better than usual care at week 12, on a scale of 100. That is 0.13 standard deviations, less than the 0.23 pooled in one review; it is no estimate.\n"
  "\n"
  "## What to look at\n"
  "\n"
  "Figures with an MCSE are what 100,000 trials of this scenario give; that is their Monte Carlo standard error, of percentages in points. The analysis is the t test of the scores at week 12, which takes patients for independent.\n"
  "\n"
  "- The difference is found in 79.14 % (MCSE 0.13) of the trials, but the 95 % interval holds it in 87.74 % (MCSE 0.10) only; the estimates scatter with an SD of 0.851 points (MCSE 0.002). That power is not earned: set the mean of acupuncture to 30, so that there is nothing to find, and a difference is found all the same in 12.26 % (MCSE 0.10).\n"
  "- With 4,000 patients of the same 27 acupuncturists it is 19.44 % (MCSE 0.13): more patients do not help, and the false certainty grows. With 12 acupuncturists in each centre instead of 3 it is 6.42 % (MCSE 0.08).\n"
  "- Were acupuncturists all alike (ICC 0 for them), it would be 4.76 % (MCSE 0.07): centres alone do no harm, since each has patients in both arms, and what it has in common cancels. The test is even too careful, as it counts that as noise.\n"
  "- Analysis of covariance on baseline removes noise between patients, and leaves that between acupuncturists: 14.80 % (MCSE 0.11) are found where there is nothing.\n")

/* Translators: wei-registry /sources/0/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Wei et al. 2019, plan of a patient registry of acupuncture for low back pain. BMC Musculoskelet Disord 2019;20:488; PMC6815416")

/* Translators: wei-registry /sources/3/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "AHRQ review of treatments without drugs for chronic pain, 2020")

/* Translators: wei-registry /basis/~1arms~1acupuncture~1size/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The plan had at least 2,000 patients in all, every one with acupuncture; half of them here.")

/* Translators: wei-registry /basis/~1arms~1usual~1size/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Invented: the registry has no control arm.")

/* Translators: wei-registry /basis/~1allocation~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Invented: the registry does not randomise.")

/* Translators: wei-registry /basis/~1outcomes~1odi~1visits~1week-12~1time/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "One of the visits in its table; the abstract has weeks 1, 4 and 12, the table weeks 1, 12 and 24.")

/* Translators: wei-registry /basis/~1outcomes~1odi~1means~1acupuncture/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "2 points better than usual care: 0.13 standard deviations. A review pooled 0.23 for function, sham and other controls mixed.")

/* Translators: wei-registry /basis/~1outcomes~1odi~1means~1usual/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "10 points better than at baseline; only the differences between arms count.")

/* Translators: wei-registry /basis/~1outcomes~1odi~1sd/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "That at baseline; planning elsewhere used 14.5 and 20.")

/* Translators: wei-registry /basis/~1practitioners~1icc~1acupuncture/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Worked out from the published spread: an SD of about 0.19 (0.16 to 0.22) between acupuncturists.")

/* Translators: wei-registry /basis/~1centres~1practitioners-each~1acupuncture/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "27 acupuncturists in 9 centres are reported; three in each is an even share.")

/* Translators: wei-registry /basis/~1dropout~1proportion/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Nobody is lost, so that only the places are at work.")

/* Translators: wei-registry /basis/~1testing~1multiplicity~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "One comparison: there is nothing to correct.")

/* Translators: wei-registry /outcomes/0/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Oswestry disability")

/* Translators: wei-registry /outcomes/0/visits/0/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Week 12")

/* Translators: lesson-1-everyone-gets-better /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Lesson 1: Everyone gets better")

/* Translators: lesson-1-everyone-gets-better /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "What does a change within an arm say about a treatment?")

/* Translators: lesson-1-everyone-gets-better /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "A lesson. Open it in the window, and the steps stand beside the plot. You read, you predict, the simulation answers, and you read what it means. Write your prediction down before you look: a guess that is wrong teaches most.\n"
  "\n"
  "What is true in this simulation: all three arms improve by 5 points, and none more than another. That is about what trials of treatments for low back pain saw within their arms, whatever the treatment.")

/* Translators: lesson-1-everyone-gets-better /basis/~1analyses~1change~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "What is often reported of each arm by itself.")

/* Translators: lesson-1-everyone-gets-better /basis/~1analyses~1between~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The usual comparison of two arms with a baseline.")

/* Translators: lesson-1-everyone-gets-better /lesson/title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Everyone gets better")

/* Translators: lesson-1-everyone-gets-better /lesson/steps/0/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "## Before and after\n"
  "\n"
  "Think of a trial with three arms: hand-ear acupuncture (in short HE), standard acupuncture (ST), and usual care (UC). 152 people with low back pain take part. Each fills in a questionnaire of disability before the treatment, and again after 8 weeks. Fewer points are better.\n"
  "\n"
  "The people in usual care get nothing new. They go on with what they had.\n"
  "\n"
  "Now look at usual care alone, before and after. A paper would write *significant* if the change has a p-value below 0.05.\n"
  "\n"
  "We do not run this trial once. We run it many thousand times, each time with new patients.")

/* Translators: lesson-1-everyone-gets-better /lesson/steps/0/predict/question */
NC_ ("scenario", /* xgettext:no-c-format */
  "In how many of 100 such trials is the change within usual care significant?")

/* Translators: lesson-1-everyone-gets-better /lesson/steps/0/predict/unit */
NC_ ("scenario", /* xgettext:no-c-format */
  "%")

/* Translators: lesson-1-everyone-gets-better /lesson/steps/0/reveal. Keep what stands in {{…}} as it is. */
NC_ ("scenario", /* xgettext:no-c-format */
  "In {{/sizes/152/hypotheses/UC-change/power/value per 100}} of 100 trials. Usual care improves by {{/sizes/152/hypotheses/UC-change/estimate/mean to 1}} points on average, and that is nearly always significant: the plot has the significant trials in strong colour.\n"
  "\n"
  "Nothing new was done to these patients. Why do they get better?\n"
  "\n"
  "- **Time.** Back pain comes and goes. Most bad spells get better.\n"
  "- **People join when they are at their worst.** After a very bad day a less bad day is likely. This is called *regression to the mean*.\n"
  "- **Who is chosen.** A trial takes people above a limit of pain. Later some of them fall below it by chance.\n"
  "\n"
  "An improvement within one arm is real. But it does not tell what caused it.")

/* Translators: lesson-1-everyone-gets-better /lesson/steps/1/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "## The same for hand-ear acupuncture\n"
  "\n"
  "In this simulation hand-ear acupuncture works no better than usual care. Both arms improve by the same 5 points.\n"
  "\n"
  "So the change within the hand-ear arm is significant as well, in nearly every trial. A paper could truly write: *patients improved significantly after hand-ear acupuncture*.\n"
  "\n"
  "Now compare the two arms with each other. Was the improvement larger with hand-ear acupuncture than with usual care?")

/* Translators: lesson-1-everyone-gets-better /lesson/steps/1/predict/question */
NC_ ("scenario", /* xgettext:no-c-format */
  "How often is the difference between hand-ear acupuncture and usual care significant?")

/* Translators: lesson-1-everyone-gets-better /lesson/steps/1/predict/choices/0 */
NC_ ("scenario", /* xgettext:no-c-format */
  "It is significant in nearly every trial")

/* Translators: lesson-1-everyone-gets-better /lesson/steps/1/predict/choices/1 */
NC_ ("scenario", /* xgettext:no-c-format */
  "It is significant in about half of the trials")

/* Translators: lesson-1-everyone-gets-better /lesson/steps/1/predict/choices/2 */
NC_ ("scenario", /* xgettext:no-c-format */
  "It is significant in about 5 of 100 trials")

/* Translators: lesson-1-everyone-gets-better /lesson/steps/1/predict/choices/3 */
NC_ ("scenario", /* xgettext:no-c-format */
  "It is never significant")

/* Translators: lesson-1-everyone-gets-better /lesson/steps/1/reveal. Keep what stands in {{…}} as it is. */
NC_ ("scenario", /* xgettext:no-c-format */
  "In {{/sizes/152/hypotheses/HE-UC/power/value per 100}} of 100 trials. There is no difference, so each of these findings is false. A level of 5 % means just that: where there is nothing to find, about 5 of 100 trials find something.\n"
  "\n"
  "The change within the hand-ear arm is significant in {{/sizes/152/hypotheses/HE-change/power/value per 100}} of 100 trials, and it says nothing of this.\n"
  "\n"
  "Only the comparison with the other arm takes away what time, chance and selection do to everybody.")

/* Translators: lesson-1-everyone-gets-better /lesson/steps/2/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "## Now let it work\n"
  "\n"
  "From now on hand-ear acupuncture does more: its patients come to 4 points instead of 6. That is 2 points better than usual care, and it is true in this simulation because we have set it.")

/* Translators: lesson-1-everyone-gets-better /lesson/steps/2/predict/question */
NC_ ("scenario", /* xgettext:no-c-format */
  "Which tells you that something has changed: how often the change within the hand-ear arm is significant, or how often hand-ear acupuncture differs from usual care?")

/* Translators: lesson-1-everyone-gets-better /lesson/steps/2/predict/choices/0 */
NC_ ("scenario", /* xgettext:no-c-format */
  "The change within the hand-ear arm tells me")

/* Translators: lesson-1-everyone-gets-better /lesson/steps/2/predict/choices/1 */
NC_ ("scenario", /* xgettext:no-c-format */
  "The difference from usual care tells me")

/* Translators: lesson-1-everyone-gets-better /lesson/steps/2/predict/choices/2 */
NC_ ("scenario", /* xgettext:no-c-format */
  "Both tell me")

/* Translators: lesson-1-everyone-gets-better /lesson/steps/2/predict/choices/3 */
NC_ ("scenario", /* xgettext:no-c-format */
  "Neither tells me")

/* Translators: lesson-1-everyone-gets-better /lesson/steps/2/reveal. Keep what stands in {{…}} as it is. */
NC_ ("scenario", /* xgettext:no-c-format */
  "The change within the hand-ear arm was significant in nearly every trial before. It still is, in {{/sizes/152/hypotheses/HE-change/power/value per 100}} of 100. You cannot see the difference there.\n"
  "\n"
  "The comparison with usual care has gone from about 5 to {{/sizes/152/hypotheses/HE-UC/power/value per 100}} of 100 trials. On average it shows {{/sizes/152/hypotheses/HE-UC/estimate/mean to 1}} points: just what we made true.\n"
  "\n"
  "**Take home:** time, regression to the mean and selection move every arm. Only the comparison of randomised arms speaks of the treatment. When you read *improved significantly from baseline*, ask: compared with whom?")

/* Translators: lesson-2-significant-here-not-there /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Lesson 2: Significant here, not there")

/* Translators: lesson-2-significant-here-not-there /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "One arm has changed significantly, the other has not: do the arms differ?")

/* Translators: lesson-2-significant-here-not-there /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "A lesson. Open it in the window, and the steps stand beside the plot. You read, you predict, the simulation answers, and you read what it means. Write your prediction down before you look: a guess that is wrong teaches most.\n"
  "\n"
  "What is true in this simulation: disability falls by 2.6 points with hand-ear acupuncture and by 1.5 with standard acupuncture, and single patients scatter around that with a standard deviation of 5. These numbers are chosen; the abstract of the trial does not give them.")

/* Translators: lesson-2-significant-here-not-there /basis/~1outcomes~1rmdq~1means~1hand-ear/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "11 minus 2.6 points, chosen for the lesson.")

/* Translators: lesson-2-significant-here-not-there /basis/~1outcomes~1rmdq~1means~1standard/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "11 minus 1.5 points, chosen for the lesson.")

/* Translators: lesson-2-significant-here-not-there /basis/~1outcomes~1rmdq~1means~1usual/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "11 minus 1 point, chosen; it has no part in the lesson.")

/* Translators: lesson-2-significant-here-not-there /basis/~1dropout~1proportion/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Nobody is lost, so that only the tests differ.")

/* Translators: lesson-2-significant-here-not-there /basis/~1analyses~1change~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The change from baseline, for each arm and between arms.")

/* Translators: lesson-2-significant-here-not-there /basis/~1testing~1hypotheses~1HE-change~1alpha/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The abstract reports p < 0.001 for this arm.")

/* Translators: lesson-2-significant-here-not-there /basis/~1testing~1multiplicity~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "None, to see each test by itself.")

/* Translators: lesson-2-significant-here-not-there /lesson/title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Significant here, not there")

/* Translators: lesson-2-significant-here-not-there /lesson/steps/0/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "## Read an abstract\n"
  "\n"
  "A trial of 152 people with chronic low back pain was published in 2019. The abstract says, about disability at 6 months:\n"
  "\n"
  "- with hand-ear acupuncture (in short HE) the change was significant, p < 0.001;\n"
  "- with standard acupuncture (ST) the change was not significant.\n"
  "\n"
  "It gives no number for the difference between the two arms.\n"
  "\n"
  "The simulation counts as the abstract does: a change with hand-ear acupuncture is *significant* where p is below 0.001, one with standard acupuncture where p is below 0.05.")

/* Translators: lesson-2-significant-here-not-there /lesson/steps/0/predict/question */
NC_ ("scenario", /* xgettext:no-c-format */
  "What does this say of hand-ear against standard acupuncture?")

/* Translators: lesson-2-significant-here-not-there /lesson/steps/0/predict/choices/0 */
NC_ ("scenario", /* xgettext:no-c-format */
  "Hand-ear is better: one is significant, the other is not")

/* Translators: lesson-2-significant-here-not-there /lesson/steps/0/predict/choices/1 */
NC_ ("scenario", /* xgettext:no-c-format */
  "Hand-ear is probably better: the chances are about 95 to 5")

/* Translators: lesson-2-significant-here-not-there /lesson/steps/0/predict/choices/2 */
NC_ ("scenario", /* xgettext:no-c-format */
  "It says little: the two arms were not compared")

/* Translators: lesson-2-significant-here-not-there /lesson/steps/0/reveal. Keep what stands in {{…}} as it is. */
NC_ ("scenario", /* xgettext:no-c-format */
  "Little. In this simulation hand-ear acupuncture improves by 2.6 points and standard acupuncture by 1.5. The true difference is 1.1 points: small against the scatter of the patients.\n"
  "\n"
  "Look at the two curves at 152 patients. A curve tells in how many trials a test is significant, or, as the plot says, *rejects* its hypothesis: that nothing has changed. Hand-ear has p < 0.001 in {{/sizes/152/hypotheses/HE-change/power/value to 0}} of the trials. Both arms are significant in {{/sizes/152/trial/success/both-changed/value to 0}}. The gap between is the pattern of the abstract: {{/sizes/152/hypotheses/HE-change/power/value - /sizes/152/trial/success/both-changed/value to 0}}. It is nothing special.\n"
  "\n"
  "It is easy to see why. A limit for p is sharp. Of two arms that are close to each other, one can lie below its limit and the other above.")

/* Translators: lesson-2-significant-here-not-there /lesson/steps/1/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "## Ask directly\n"
  "\n"
  "There is a better way: test the *difference* between the two arms. Hand-ear improves by 2.6 points, standard acupuncture by 1.5. There are 54 and 50 patients.")

/* Translators: lesson-2-significant-here-not-there /lesson/steps/1/predict/question */
NC_ ("scenario", /* xgettext:no-c-format */
  "In how many of 100 such trials is the difference between the two arms significant?")

/* Translators: lesson-2-significant-here-not-there /lesson/steps/1/reveal. Keep what stands in {{…}} as it is. */
NC_ ("scenario", /* xgettext:no-c-format */
  "In {{/sizes/152/hypotheses/HE-ST/power/value per 100}} of 100. A trial of this size is too small for a difference of 1.1 points.\n"
  "\n"
  "A single trial would report an interval about {{/sizes/152/hypotheses/HE-ST/ci-width to 1}} points wide: *One trial* (Alt+4) shows that of one of them. Mostly it would hold zero *and* differences that matter: zero lies in it in every trial that is not significant. That is what such a trial knows, and the interval says it.")

/* Translators: lesson-2-significant-here-not-there /lesson/steps/2/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "## And if the two are alike?\n"
  "\n"
  "Now both needle arms improve by the same 2.0 points. There is no difference at all.")

/* Translators: lesson-2-significant-here-not-there /lesson/steps/2/predict/question */
NC_ ("scenario", /* xgettext:no-c-format */
  "How often does the pattern turn up now: hand-ear with p < 0.001, standard acupuncture not significant?")

/* Translators: lesson-2-significant-here-not-there /lesson/steps/2/reveal. Keep what stands in {{…}} as it is. */
NC_ ("scenario", /* xgettext:no-c-format */
  "In {{/sizes/152/hypotheses/HE-change/power/value - /sizes/152/trial/success/both-changed/value to 1}} of the trials: hand-ear has p < 0.001 in {{/sizes/152/hypotheses/HE-change/power/value to 1}}, both arms are significant in {{/sizes/152/trial/success/both-changed/value to 1}}. The arms are alike, and still the abstract could be written.\n"
  "\n"
  "**Take home:** *significant here, not there* is not a comparison. The difference between significant and not significant is often not significant itself. Look for the test of the difference, and for its interval.")

/* Translators: lesson-3-the-152-patient-lottery /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Lesson 3: The 152-patient lottery")

/* Translators: lesson-3-the-152-patient-lottery /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "How often does a trial of 152 patients find a difference that is there?")

/* Translators: lesson-3-the-152-patient-lottery /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "A lesson. Open it in the window, and the steps stand beside the plot. You read, you predict, the simulation answers, and you read what it means. Write your prediction down before you look: a guess that is wrong teaches most.\n"
  "\n"
  "What is true in this simulation: after 8 weeks hand-ear acupuncture is 1.1 points better than standard acupuncture, as in a sister trial with the same three arms. That trial stands in for numbers that were not published.")

/* Translators: lesson-3-the-152-patient-lottery /basis/~1dropout~1proportion/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "Nobody is lost, so that 152 are 152.")

/* Translators: lesson-3-the-152-patient-lottery /basis/~1testing~1multiplicity~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "None, to see each comparison by itself.")

/* Translators: lesson-3-the-152-patient-lottery /lesson/title */
NC_ ("scenario", /* xgettext:no-c-format */
  "The 152-patient lottery")

/* Translators: lesson-3-the-152-patient-lottery /lesson/steps/0/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "## One hundred times the same trial\n"
  "\n"
  "54 people have hand-ear acupuncture (in short HE), 50 standard acupuncture (ST), 48 usual care (UC). After 8 weeks disability is compared; each patient's score at the start is taken into account.\n"
  "\n"
  "In this simulation hand-ear acupuncture is truly better than standard acupuncture: by 1.1 points on a scale of 24. Single patients scatter with a standard deviation of 5 points.\n"
  "\n"
  "Now 100 teams do this very trial, each with its own patients. The truth is the same for all of them.")

/* Translators: lesson-3-the-152-patient-lottery /lesson/steps/0/predict/question */
NC_ ("scenario", /* xgettext:no-c-format */
  "How many of the 100 teams find a significant difference between hand-ear and standard acupuncture?")

/* Translators: lesson-3-the-152-patient-lottery /lesson/steps/0/reveal. Keep what stands in {{…}} as it is. */
NC_ ("scenario", /* xgettext:no-c-format */
  "About {{/sizes/152/hypotheses/HE-ST/power/value per 100}} of 100. This number has a name: **power**. It is how often such a trial finds what is there.\n"
  "\n"
  "So about three of four teams come home with *no significant difference*, although there is one. Nobody did anything wrong. Their trial was too small for the question.\n"
  "\n"
  "Against usual care the same trials find hand-ear acupuncture better in {{/sizes/152/hypotheses/HE-UC/power/value per 100}} of 100: there the true difference is 3.2 points.\n"
  "\n"
  "On the plot every bar is a twentieth of the scale of p, and the strong one on the left has the significant trials. The dashed line is *chance alone*: so high every bar would be if the two arms did not differ. The short black lines are the same bars worked out by a formula (*closed form*), without any trial.")

/* Translators: lesson-3-the-152-patient-lottery /lesson/steps/1/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "## Who gets into the journal?\n"
  "\n"
  "Suppose only the teams with a significant difference publish. You read these papers, and no others.\n"
  "\n"
  "The truth is still 1.1 points.")

/* Translators: lesson-3-the-152-patient-lottery /lesson/steps/1/predict/question */
NC_ ("scenario", /* xgettext:no-c-format */
  "By what factor is the difference in these papers too large, on average? (1 means just right.)")

/* Translators: lesson-3-the-152-patient-lottery /lesson/steps/1/reveal. Keep what stands in {{…}} as it is. */
NC_ ("scenario", /* xgettext:no-c-format */
  "By a factor of {{/sizes/152/hypotheses/HE-ST/type-m to 1}}. Look at the plot: only the estimates far out are significant. A small trial has to overshoot to win.\n"
  "\n"
  "All teams together are right: their mean is {{/sizes/152/hypotheses/HE-ST/estimate/mean to 1}} points. The mean of the winners is not. This is called the **winner's curse**.\n"
  "\n"
  "A pair of real trials: a pilot of ear acupressure with 37 patients saw a difference of 1.22 standard deviations. A later trial of the same idea with 272 patients saw none between targeted and other points. One pair proves nothing. But it is what a lottery looks like.")

/* Translators: lesson-3-the-152-patient-lottery /lesson/steps/2/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "## How large would it have to be?\n"
  "\n"
  "More patients make the lottery a measurement. Power rises with the number of patients, but along which curve?\n"
  "\n"
  "Draw it: from 60 patients on the left to 1200 on the right, for the same 1.1 points.")

/* Translators: lesson-3-the-152-patient-lottery /lesson/steps/2/predict/question */
NC_ ("scenario", /* xgettext:no-c-format */
  "Sketch the power of hand-ear against standard acupuncture over the number of patients.")

/* Translators: lesson-3-the-152-patient-lottery /lesson/steps/2/reveal. Keep what stands in {{…}} as it is. */
NC_ ("scenario", /* xgettext:no-c-format */
  "The curve starts low and rises slowly. Point at it, and the plot tells its numbers: with 152 patients it is at {{/sizes/152/hypotheses/HE-ST/power/value to 0}}, with 600 at {{/sizes/600/hypotheses/HE-ST/power/value to 0}}, with 1200 at {{/sizes/1200/hypotheses/HE-ST/power/value to 0}}. A power of 90 % takes nearly a thousand patients in the three arms: the mark on the plot has the number.\n"
  "\n"
  "Half the difference takes four times the patients. That is why a comparison of two active treatments needs a large trial, and one with usual care a smaller one.\n"
  "\n"
  "**Take home:** before a trial, ask how often a trial of this size finds what you hope for. After a small trial that won, expect the truth to be smaller.")

/* Translators: lesson-4-twelve-ways-to-win /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Lesson 4: Twelve ways to win")

/* Translators: lesson-4-twelve-ways-to-win /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "A lesson. Open it in the window, and the steps stand beside the plot. You read, you predict, the simulation answers, and you read what it means. Write your prediction down before you look: a guess that is wrong teaches most.\n"
  "\n"
  "What is true in this simulation: the three arms come to the same means in both outcomes, at both visits. Every finding is false.")

/* Translators: lesson-4-twelve-ways-to-win /lesson/title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Twelve ways to win")

/* Translators: lesson-4-twelve-ways-to-win /lesson/steps/0/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "## A trial in which nothing works better\n"
  "\n"
  "Three arms of 51 patients: hand-ear acupuncture (in short HE), standard acupuncture (ST), usual care (UC). Two questionnaires: disability (D) and pain (P). Two visits: after 8 and after 26 weeks.\n"
  "\n"
  "In this simulation no arm does better than another, in nothing and at no time.\n"
  "\n"
  "Count what can be tested: three pairs of arms, times two questionnaires, times two visits. That makes twelve tests. Each has a p-value.")

/* Translators: lesson-4-twelve-ways-to-win /lesson/steps/0/predict/question */
NC_ ("scenario", /* xgettext:no-c-format */
  "In how many of 100 such trials is at least one of the twelve p-values below 0.05?")

/* Translators: lesson-4-twelve-ways-to-win /lesson/steps/0/reveal. Keep what stands in {{…}} as it is. */
NC_ ("scenario", /* xgettext:no-c-format */
  "In about {{/sizes/153/trial/any/value per 100}} of 100. It grows with every look:\n"
  "\n"
  "- two needle arms against usual care, one questionnaire, one visit: {{/sizes/153/trial/success/two-against-usual/value to 0}};\n"
  "- all three pairs: {{/sizes/153/trial/success/three-pairs/value to 0}};\n"
  "- at both visits: {{/sizes/153/trial/success/two-visits/value to 0}};\n"
  "- with both questionnaires: {{/sizes/153/trial/success/any-of-twelve/value to 0}}.\n"
  "\n"
  "Each single test is honest: it errs in 5 of 100 trials. The error lies in looking at twelve, and telling of the one that won. It would be 46 of 100 if the twelve had nothing to do with each other; but the same patients are in all of them.")

/* Translators: lesson-4-twelve-ways-to-win /lesson/steps/1/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "## Pay for looking\n"
  "\n"
  "There are rules for those who look at twelve tests. Holm's rule is one: the smallest p-value must be below 0.05 divided by twelve; then the next must be below 0.05 divided by eleven, and so on.\n"
  "\n"
  "The arms are still all alike.")

/* Translators: lesson-4-twelve-ways-to-win /lesson/steps/1/predict/question */
NC_ ("scenario", /* xgettext:no-c-format */
  "In how many of 100 such trials is at least one of the twelve significant under Holm's rule?")

/* Translators: lesson-4-twelve-ways-to-win /lesson/steps/1/predict/choices/0 */
NC_ ("scenario", /* xgettext:no-c-format */
  "It is still about 35 of 100")

/* Translators: lesson-4-twelve-ways-to-win /lesson/steps/1/predict/choices/1 */
NC_ ("scenario", /* xgettext:no-c-format */
  "It is about 12 of 100")

/* Translators: lesson-4-twelve-ways-to-win /lesson/steps/1/predict/choices/2 */
NC_ ("scenario", /* xgettext:no-c-format */
  "It is at most 5 of 100")

/* Translators: lesson-4-twelve-ways-to-win /lesson/steps/1/predict/choices/3 */
NC_ ("scenario", /* xgettext:no-c-format */
  "It is none of them")

/* Translators: lesson-4-twelve-ways-to-win /lesson/steps/1/reveal. Keep what stands in {{…}} as it is. */
NC_ ("scenario", /* xgettext:no-c-format */
  "In {{/sizes/153/trial/any/value per 100}} of 100 trials. The rule keeps its promise. It does not know how closely the twelve tests go together, so it stays a little below 5 %.\n"
  "\n"
  "It has a price. Where there *is* something to find, it is found less often.")

/* Translators: lesson-4-twelve-ways-to-win /lesson/steps/2/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "## What does the rule cost?\n"
  "\n"
  "Now hand-ear acupuncture works: after 8 weeks its patients are 3 points better than usual care in disability. All else is as before.\n"
  "\n"
  "Without a rule, and with this comparison named before the trial as the main one, it would be found in about 86 of 100 trials.")

/* Translators: lesson-4-twelve-ways-to-win /lesson/steps/2/predict/question */
NC_ ("scenario", /* xgettext:no-c-format */
  "In how many of 100 trials is it found as one of twelve, under Holm's rule?")

/* Translators: lesson-4-twelve-ways-to-win /lesson/steps/2/reveal. Keep what stands in {{…}} as it is. */
NC_ ("scenario", /* xgettext:no-c-format */
  "In about {{/sizes/153/hypotheses/HE-UC-D8/power/value per 100}} of 100. The eleven other questions have cost that much.\n"
  "\n"
  "**Take home:** name one main comparison, one outcome and one visit before the trial. Then the others may be looked at as what they are: ideas for the next trial. Where several must count, use a rule, and plan for its price. When you read a paper, count the p-values.")

/* Translators: lesson-4-twelve-ways-to-win /outcomes/0/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Disability")

/* Translators: lesson-4-twelve-ways-to-win /outcomes/1/name */
NC_ ("scenario", /* xgettext:no-c-format */
  "Pain")

/* Translators: lesson-5-real-sham-usual /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Lesson 5: Real, sham, usual")

/* Translators: lesson-5-real-sham-usual /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "What does a comparison with sham answer, and what one with usual care?")

/* Translators: lesson-5-real-sham-usual /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "A lesson. Open it in the window, and the steps stand beside the plot. You read, you predict, the simulation answers, and you read what it means. Write your prediction down before you look: a guess that is wrong teaches most.\n"
  "\n"
  "What is true in this simulation: the results that two large trials reported, as if they were the truth. The first is GERAC 2007 (responders at 6 months), the second SPINE 2009 (disability at 8 weeks).")

/* Translators: lesson-5-real-sham-usual /sources/0/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Haake et al. 2007, GERAC back pain trial, 1162 patients in three arms; PubMed 17893311")

/* Translators: lesson-5-real-sham-usual /sources/7/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Acupuncture for chronic pain: data of 20 827 patients of 39 trials, update of 2018; PMC5927830")

/* Translators: lesson-5-real-sham-usual /sources/8/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "Blinding in trials of acupuncture, Bang's index over 64 trials (Liu 2024, abstract)")

/* Translators: lesson-5-real-sham-usual /lesson/title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Real, sham, usual")

/* Translators: lesson-5-real-sham-usual /lesson/steps/0/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "## A large trial in Germany\n"
  "\n"
  "1162 people with chronic low back pain were divided into three arms by chance:\n"
  "\n"
  "- **verum** (in short V): needles at points chosen by the teaching of acupuncture;\n"
  "- **sham** (S): shallow needles beside these points;\n"
  "- **conventional** (C): physiotherapy, exercise and drugs by guidelines.\n"
  "\n"
  "After 6 months each patient counted as a *responder* or not.")

/* Translators: lesson-5-real-sham-usual /lesson/steps/0/predict/question */
NC_ ("scenario", /* xgettext:no-c-format */
  "In which order were the shares of responders?")

/* Translators: lesson-5-real-sham-usual /lesson/steps/0/predict/choices/0 */
NC_ ("scenario", /* xgettext:no-c-format */
  "Verum was far above sham, and sham was like conventional")

/* Translators: lesson-5-real-sham-usual /lesson/steps/0/predict/choices/1 */
NC_ ("scenario", /* xgettext:no-c-format */
  "Verum was above sham, and sham above conventional, by equal steps")

/* Translators: lesson-5-real-sham-usual /lesson/steps/0/predict/choices/2 */
NC_ ("scenario", /* xgettext:no-c-format */
  "Verum was a little above sham, and both were far above conventional")

/* Translators: lesson-5-real-sham-usual /lesson/steps/0/predict/choices/3 */
NC_ ("scenario", /* xgettext:no-c-format */
  "All three were alike")

/* Translators: lesson-5-real-sham-usual /lesson/steps/0/reveal. Keep what stands in {{…}} as it is. */
NC_ ("scenario", /* xgettext:no-c-format */
  "Verum 47.6 %, sham 44.2 %, conventional 27.4 % were reported.\n"
  "\n"
  "Take these as the truth, and repeat the trial many times. Verum is found better than conventional in {{/sizes/1162/hypotheses/V-C/power/value per 100}} of 100 trials, and sham better than conventional in {{/sizes/1162/hypotheses/S-C/power/value per 100}}. Verum is found to differ from sham in {{/sizes/1162/hypotheses/V-S/power/value per 100}} of 100.")

/* Translators: lesson-5-real-sham-usual /lesson/steps/1/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "## Two questions\n"
  "\n"
  "*Verum against conventional* asks: is a patient better off with a course of acupuncture than with the other treatment? All that belongs to acupuncture counts: needles, time, touch, attention, expectation.\n"
  "\n"
  "*Verum against sham* asks: does it matter where and how the needle goes in? All the rest is the same in both arms, and cancels.\n"
  "\n"
  "Now imagine a critic and an enthusiast who read about this trial.")

/* Translators: lesson-5-real-sham-usual /lesson/steps/1/predict/question */
NC_ ("scenario", /* xgettext:no-c-format */
  "The critic says: acupuncture is no better than sham. The enthusiast says: acupuncture is better than conventional treatment. Who can point to this trial?")

/* Translators: lesson-5-real-sham-usual /lesson/steps/1/predict/choices/0 */
NC_ ("scenario", /* xgettext:no-c-format */
  "Only the critic can")

/* Translators: lesson-5-real-sham-usual /lesson/steps/1/predict/choices/1 */
NC_ ("scenario", /* xgettext:no-c-format */
  "Only the enthusiast can")

/* Translators: lesson-5-real-sham-usual /lesson/steps/1/predict/choices/2 */
NC_ ("scenario", /* xgettext:no-c-format */
  "Both can: they answer two questions")

/* Translators: lesson-5-real-sham-usual /lesson/steps/1/predict/choices/3 */
NC_ ("scenario", /* xgettext:no-c-format */
  "Neither can")

/* Translators: lesson-5-real-sham-usual /lesson/steps/1/reveal. Keep what stands in {{…}} as it is. */
NC_ ("scenario", /* xgettext:no-c-format */
  "Both, but the critic must be careful. *Not significant* is not *the same*. The reported difference between verum and sham was 3.4 of 100 patients, with an interval from −3.7 to 10.3. A trial of this size finds such a difference in {{/sizes/1162/hypotheses/V-S/power/value per 100}} of 100 cases only; a trial twice as large finds it in {{/sizes/2400/hypotheses/V-S/power/value per 100}}.\n"
  "\n"
  "The enthusiast must be careful, too. Patients knew whether they had needles or not. A part of the difference may be hope on the one side and disappointment on the other.")

/* Translators: lesson-5-real-sham-usual /lesson/steps/2/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "## Another trial, in the United States\n"
  "\n"
  "638 people were divided into four arms: acupuncture with points chosen for each patient (in short IN), acupuncture with the same points for all (ST), simulated acupuncture with toothpicks that do not go through the skin (SI), and usual care (UC). Disability was compared after 8 weeks.")

/* Translators: lesson-5-real-sham-usual /lesson/steps/2/predict/question */
NC_ ("scenario", /* xgettext:no-c-format */
  "By how many points did disability fall, of 23: individual points, same points, simulated, usual care?")

/* Translators: lesson-5-real-sham-usual /lesson/steps/2/predict/choices/0 */
NC_ ("scenario", /* xgettext:no-c-format */
  "It fell by 4.4, 3.0, 2.2 and 2.1 points")

/* Translators: lesson-5-real-sham-usual /lesson/steps/2/predict/choices/1 */
NC_ ("scenario", /* xgettext:no-c-format */
  "It fell by 4.4, 4.5, 4.4 and 2.1 points")

/* Translators: lesson-5-real-sham-usual /lesson/steps/2/predict/choices/2 */
NC_ ("scenario", /* xgettext:no-c-format */
  "It fell by 4.4, 4.5, 2.2 and 2.1 points")

/* Translators: lesson-5-real-sham-usual /lesson/steps/2/predict/choices/3 */
NC_ ("scenario", /* xgettext:no-c-format */
  "It fell by 2.2, 2.2, 2.1 and 2.1 points")

/* Translators: lesson-5-real-sham-usual /lesson/steps/2/reveal. Keep what stands in {{…}} as it is. */
NC_ ("scenario", /* xgettext:no-c-format */
  "4.4, 4.5, 4.4 and 2.1 points were reported. Take them as the truth: individual points are found better than usual care in {{/sizes/638/hypotheses/IN-UC/power/value per 100}} of 100 trials, simulated acupuncture is found better than usual care in {{/sizes/638/hypotheses/SI-UC/power/value per 100}}, and individual points are found to differ from simulated in {{/sizes/638/hypotheses/IN-SI/power/value per 100}}, which is no more than chance.\n"
  "\n"
  "Over many trials of chronic pain, with the data of 20 827 patients, real acupuncture was about 0.2 standard deviations better than sham and about 0.5 better than no acupuncture.\n"
  "\n"
  "Were patients blind? In 64 trials with sham, patients in the sham arms guessed *real* more often than chance: sham is believable. Patients in usual care always know.\n"
  "\n"
  "**Take home:** two true statements, two questions. Ask of every trial: compared with what? And which of the two questions is yours?")

/* Translators: lesson-6-who-stayed-to-answer /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Lesson 6: Who stayed to answer?")

/* Translators: lesson-6-who-stayed-to-answer /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "What happens to a comparison when the patients of one arm leave who are doing badly?")

/* Translators: lesson-6-who-stayed-to-answer /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "A lesson. Open it in the window, and the steps stand beside the plot. You read, you predict, the simulation answers, and you read what it means. Write your prediction down before you look: a guess that is wrong teaches most.\n"
  "\n"
  "What is true in this simulation: acupuncture is 2 points better than usual care, at week 8 and at week 26. Who leaves, and how many, is chosen.")

/* Translators: lesson-6-who-stayed-to-answer /basis/~1testing~1multiplicity~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "None: the two hypotheses are one comparison, analysed twice.")

/* Translators: lesson-6-who-stayed-to-answer /basis/~1analyses~1t~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "The plainest comparison, of those who are still there.")

/* Translators: lesson-6-who-stayed-to-answer /basis/~1analyses~1all-visits~1method/note */
NC_ ("scenario", /* xgettext:no-c-format */
  "A model of both visits; it uses the score at week 8 of those who have left.")

/* Translators: lesson-6-who-stayed-to-answer /lesson/title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Who stayed to answer?")

/* Translators: lesson-6-who-stayed-to-answer /lesson/steps/0/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "## People leave\n"
  "\n"
  "100 people have acupuncture, 100 have usual care. In this simulation acupuncture is truly 2 points better, after 8 weeks and after 26 weeks.\n"
  "\n"
  "Between the two visits some people leave. In the acupuncture arm 10 % go, for reasons that have nothing to do with their backs. In usual care 25 % go, and it is mostly those who were doing badly at week 8: they look for help elsewhere.\n"
  "\n"
  "At week 26 the two arms are compared among those who are still there.")

/* Translators: lesson-6-who-stayed-to-answer /lesson/steps/0/predict/question */
NC_ ("scenario", /* xgettext:no-c-format */
  "How does acupuncture look at week 26 among those who stayed?")

/* Translators: lesson-6-who-stayed-to-answer /lesson/steps/0/predict/choices/0 */
NC_ ("scenario", /* xgettext:no-c-format */
  "It looks better than it is")

/* Translators: lesson-6-who-stayed-to-answer /lesson/steps/0/predict/choices/1 */
NC_ ("scenario", /* xgettext:no-c-format */
  "It looks worse than it is")

/* Translators: lesson-6-who-stayed-to-answer /lesson/steps/0/predict/choices/2 */
NC_ ("scenario", /* xgettext:no-c-format */
  "It looks as it is: the loss is only a matter of numbers")

/* Translators: lesson-6-who-stayed-to-answer /lesson/steps/0/reveal. Keep what stands in {{…}} as it is. */
NC_ ("scenario", /* xgettext:no-c-format */
  "Worse than it is. The mean difference is {{/sizes/200/hypotheses/those-who-stayed/estimate/mean to 1}} points where 2 is true.\n"
  "\n"
  "Usual care has lost its worst patients. Those who are left look well. The comparison is no longer between the arms that were randomised.\n"
  "\n"
  "The 95 % interval of a trial should hold the truth in 95 of 100 trials. Here it holds it in {{/sizes/200/hypotheses/those-who-stayed/coverage/value per 100}}. Once all predictions are made, *Trials* (Alt+3) counts that.")

/* Translators: lesson-6-who-stayed-to-answer /lesson/steps/1/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "## The other way round\n"
  "\n"
  "Now it is those who do *well* who leave usual care: they feel no need to come back. As many leave as before.")

/* Translators: lesson-6-who-stayed-to-answer /lesson/steps/1/predict/question */
NC_ ("scenario", /* xgettext:no-c-format */
  "What is the mean difference at week 26 among those who stayed? (2 points are true.)")

/* Translators: lesson-6-who-stayed-to-answer /lesson/steps/1/reveal. Keep what stands in {{…}} as it is. */
NC_ ("scenario", /* xgettext:no-c-format */
  "{{/sizes/200/hypotheses/those-who-stayed/estimate/mean to 1}} points. The same number of people left, and the error points the other way.\n"
  "\n"
  "So the number of losses alone does not tell which way a result is wrong. You must ask *who* left.")

/* Translators: lesson-6-who-stayed-to-answer /lesson/steps/2/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "## Both arms lose alike\n"
  "\n"
  "Now both arms lose 25 %, and in both it is those who do badly.")

/* Translators: lesson-6-who-stayed-to-answer /lesson/steps/2/predict/question */
NC_ ("scenario", /* xgettext:no-c-format */
  "What is the mean difference now? (2 points are true.)")

/* Translators: lesson-6-who-stayed-to-answer /lesson/steps/2/reveal. Keep what stands in {{…}} as it is. */
NC_ ("scenario", /* xgettext:no-c-format */
  "{{/sizes/200/hypotheses/those-who-stayed/estimate/mean to 1}} points. Many have left, and the comparison is still right, because the two arms lost the same kind of people. What misleads is losing *different* people.\n"
  "\n"
  "(The headline speaks of the significant trials alone. Those look larger than the truth here as everywhere.)")

/* Translators: lesson-6-who-stayed-to-answer /lesson/steps/3/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "## What can be done?\n"
  "\n"
  "Back to the first world: the worst of usual care leave.\n"
  "\n"
  "A plain test takes only those who stayed. But more is known: everybody was there at week 8. An analysis of *all visits* uses the score at week 8 of those who left. It can work out what their week 26 would have been like.")

/* Translators: lesson-6-who-stayed-to-answer /lesson/steps/3/predict/question */
NC_ ("scenario", /* xgettext:no-c-format */
  "What is the mean difference in the analysis of all visits? (2 points are true.)")

/* Translators: lesson-6-who-stayed-to-answer /lesson/steps/3/reveal. Keep what stands in {{…}} as it is. */
NC_ ("scenario", /* xgettext:no-c-format */
  "{{/sizes/200/hypotheses/all-visits/estimate/mean to 1}} points in the mean of all trials, while those who stayed still give {{/sizes/200/hypotheses/those-who-stayed/estimate/mean to 1}}. The plot calls the two by the names that a paper has: *t test* is the plain test, and *MMRM* (a mixed model for repeated measures) the analysis of all visits.\n"
  "\n"
  "It works here because leaving hung on what had been *seen* at week 8. If people leave for what nobody saw, no analysis can know.\n"
  "\n"
  "**Take home:** look for the losses of each arm. Ask what was last known of those who left. Analyse everybody who was randomised, and try how the result changes under other stories of who left.")

/* Translators: lesson-7-your-needles-your-patients /title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Lesson 7: Your needles, your patients")

/* Translators: lesson-7-your-needles-your-patients /question */
NC_ ("scenario", /* xgettext:no-c-format */
  "What do few therapists do to a trial in which nothing works differently?")

/* Translators: lesson-7-your-needles-your-patients /notes */
NC_ ("scenario", /* xgettext:no-c-format */
  "A lesson. Open it in the window, and the steps stand beside the plot. You read, you predict, the simulation answers, and you read what it means. Write your prediction down before you look: a guess that is wrong teaches most.\n"
  "\n"
  "What is true in this simulation: all three arms come to the same mean. Patients of one therapist are a little more alike than patients of two. Every finding is false.")

/* Translators: lesson-7-your-needles-your-patients /lesson/title */
NC_ ("scenario", /* xgettext:no-c-format */
  "Your needles, your patients")

/* Translators: lesson-7-your-needles-your-patients /lesson/steps/0/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "## Some therapists have a better hand\n"
  "\n"
  "156 people with back pain are in three arms. 54 have hand-ear acupuncture (in short HE): three therapists treat them, 18 each. 54 have standard acupuncture, from three other therapists. 48 have usual care (UC), from nobody in particular. We compare hand-ear acupuncture with usual care.\n"
  "\n"
  "In this simulation hand-ear acupuncture works no better than usual care. But therapists differ a little: 4 % of all the variation between patients comes from *who* treated them. Trials in back and neck pain found 2.6 to 7.1 %.\n"
  "\n"
  "The usual test takes every patient as a new piece of evidence, as if 54 patients had 54 therapists.")

/* Translators: lesson-7-your-needles-your-patients /lesson/steps/0/predict/question */
NC_ ("scenario", /* xgettext:no-c-format */
  "A test at 5 % should find a difference in 5 of 100 trials here. In how many does it?")

/* Translators: lesson-7-your-needles-your-patients /lesson/steps/0/reveal. Keep what stands in {{…}} as it is. */
NC_ ("scenario", /* xgettext:no-c-format */
  "In {{/sizes/156/hypotheses/HE-UC/power/value to 1}} of the trials, where 5 % are promised. The dashed line on the plot is that promise: 5 of 100 in every bar.\n"
  "\n"
  "If the three therapists happen to be good ones, all 54 patients do a little better. The test sees that and believes in the needles. What it has seen is the therapists.")

/* Translators: lesson-7-your-needles-your-patients /lesson/steps/1/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "## Two therapists\n"
  "\n"
  "Now there are only two therapists in the hand-ear arm, with 27 patients each.")

/* Translators: lesson-7-your-needles-your-patients /lesson/steps/1/predict/question */
NC_ ("scenario", /* xgettext:no-c-format */
  "In what share of the trials is a difference found now?")

/* Translators: lesson-7-your-needles-your-patients /lesson/steps/1/reveal. Keep what stands in {{…}} as it is. */
NC_ ("scenario", /* xgettext:no-c-format */
  "In {{/sizes/156/hypotheses/HE-UC/power/value to 1}}. Two people are a good or a bad team by luck more often than three. Each of them counts for half of the arm.")

/* Translators: lesson-7-your-needles-your-patients /lesson/steps/2/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "## Six therapists\n"
  "\n"
  "And with six therapists, 9 patients each?")

/* Translators: lesson-7-your-needles-your-patients /lesson/steps/2/reveal. Keep what stands in {{…}} as it is. */
NC_ ("scenario", /* xgettext:no-c-format */
  "In {{/sizes/156/hypotheses/HE-UC/power/value to 1}}: nearer to 5 %. The patients are as many as before, but they are spread over more hands. One therapist who is very good, or very bad, counts for less.")

/* Translators: lesson-7-your-needles-your-patients /lesson/steps/3/text */
NC_ ("scenario", /* xgettext:no-c-format */
  "## More patients, or more therapists?\n"
  "\n"
  "Back to three therapists. Someone gives you money for three times the patients: 468 in place of 156, so 162 with hand-ear acupuncture in place of 54. You keep your three therapists, and each treats 54 in place of 18.")

/* Translators: lesson-7-your-needles-your-patients /lesson/steps/3/predict/question */
NC_ ("scenario", /* xgettext:no-c-format */
  "What happens to the share of false findings?")

/* Translators: lesson-7-your-needles-your-patients /lesson/steps/3/predict/choices/0 */
NC_ ("scenario", /* xgettext:no-c-format */
  "It goes down towards 5 %")

/* Translators: lesson-7-your-needles-your-patients /lesson/steps/3/predict/choices/1 */
NC_ ("scenario", /* xgettext:no-c-format */
  "It stays as it was")

/* Translators: lesson-7-your-needles-your-patients /lesson/steps/3/predict/choices/2 */
NC_ ("scenario", /* xgettext:no-c-format */
  "It goes up")

/* Translators: lesson-7-your-needles-your-patients /lesson/steps/3/reveal. Keep what stands in {{…}} as it is. */
NC_ ("scenario", /* xgettext:no-c-format */
  "It goes up, from {{/sizes/156/hypotheses/HE-UC/power/value to 1}} to {{/sizes/468/hypotheses/HE-UC/power/value to 1}}. The patients are more, and the test is more certain, but there are still only three therapists. It becomes ever more certain of three people.\n"
  "\n"
  "**Take home:** more therapists beat more patients each. A trial should say how many therapists there were, and its analysis should know of them.\n"
  "\n"
  "And do not look for the gifted hand in a single trial: among 1206 acupuncturists in 13 trials, most of the spread from one to the next was what chance makes of few patients each.")
