# SPDX-License-Identifier: GPL-3.0-or-later
"""Small designs in which every part of the R programs is at work: name -> scenario."""

ARMS = [{"id": "a", "size": 24}, {"id": "b", "size": 20},
        {"id": "c", "size": 30, "reference": True}]
WEEK = [{"id": "v", "time": 8}]
THREE = [{"id": "w4", "time": 4}, {"id": "w8", "time": 8}, {"id": "w26", "time": 26}]
SCORE = {"id": "y", "visits": WEEK, "baseline": {"mean": 10, "sd": 4},
         "means": {"a": [5], "b": [6.4], "c": [8]}, "sd": {"a": [3], "b": [5], "c": [4]},
         "correlation": {"type": "compound-symmetry", "rho": 0.5}}
COURSE = {"id": "y", "visits": THREE, "baseline": {"mean": 10, "sd": 4},
          "means": {"a": [8, 6, 5], "b": [8, 7, 6.4], "c": [9, 8.5, 8]}, "sd": 4,
          "correlation": {"type": "ar1", "rho": 0.7, "lag": 8}}
YES = {"id": "y", "type": "binary", "better": "higher", "visits": WEEK,
       "proportions": {"a": [0.7], "b": [0.5], "c": [0.4]}}
TIMES = {"id": "y", "type": "time-to-event", "better": "later", "medians": {"c": 12},
         "hazard-ratio": {"a": 0.5, "b": 0.7}, "accrual": 10, "follow-up": 26}
ORDINAL = {"id": "y", "type": "ordinal", "better": "higher", "visits": WEEK, "categories": 4,
           "probabilities": {"c": [0.4, 0.3, 0.2, 0.1]}, "odds-ratio": {"a": 4, "b": 2}}
COUNT = {"id": "y", "type": "count", "visits": WEEK, "rates": {"a": 1, "b": 1.5, "c": 2.2},
         "dispersion": 0.4, "exposure": 2}
BOUNDED = dict(SCORE, type="bounded", min=0, max=24)
RESPONSE = {"id": "r", "type": "binary",
            "responder": {"outcome": "y", "improvement": 0.3, "relative": True}}
SEX = {"id": "sex", "levels": [{"id": "f", "prevalence": 0.6, "effect": {"y": 1}},
                               {"id": "m", "prevalence": 0.4}]}
PLACE = {"id": "place", "levels": [{"id": "p", "prevalence": 0.5}, {"id": "q", "prevalence": 0.3,
                                                                    "effect": {"y": -1.5}},
                                   {"id": "r", "prevalence": 0.2,
                                    "interaction": {"y": {"a": 1.2}}}]}
AGE = {"id": "age", "correlation": {"y": 0.4}}
PAIRS = [{"id": "A-C", "compare": ["a", "c"]}, {"id": "B-C", "compare": ["b", "c"]},
         {"id": "A-B", "compare": ["a", "b"]}]
CONTROL = PAIRS[:2]
CLAIMS = [{"id": "sup", "compare": ["a", "c"], "type": "superiority-margin", "margin": 0.8},
          {"id": "ni", "compare": ["b", "a"], "type": "non-inferiority", "margin": 4},
          {"id": "eq", "compare": ["a", "b"], "type": "equivalence", "margin": 4.5},
          {"id": "eq2", "compare": ["a", "b"], "type": "equivalence", "margins": [-4, 6]},
          {"id": "ret", "compare": ["a", "b"], "type": "retention", "fraction": 0.4,
           "placebo": "c"},
          {"id": "mix", "contrast": {"a": 0.5, "b": 0.5, "c": -1}}]
RATIOS = [{"id": "ni", "compare": ["a", "c"], "type": "non-inferiority", "margin": 1.2},
          {"id": "eq", "compare": ["a", "b"], "type": "equivalence", "margins": [0.3, 3]},
          {"id": "mix", "contrast": {"a": 0.5, "b": 0.5, "c": -1}}, {"id": "sup", "compare":
                                                                   ["b", "c"]}]


def design(outcome, method="ancova", rule="none", hypotheses=PAIRS, arms=ARMS, dropout=None,
           outcomes=(), analyses=(), testing=None, multiplicity=None, more=None, **analysis):
    """A trial of one outcome and one method, and whatever else is said."""
    first = dict(analysis, id="main", method=method)
    return dict({"trefoil": 1, "arms": arms, "outcomes": [outcome, *outcomes],
                 "dropout": dropout or {"proportion": {"a": 0.1, "b": 0.2, "c": 0}},
                 "analyses": [first, *analyses],
                 "testing": dict(testing or {}, hypotheses=hypotheses,
                                 multiplicity=dict(multiplicity or {}, method=rule)),
                 "run": {"replicates": 40000, "sizes": [sum(arm["size"] for arm in arms)]}},
                **(more or {}))


def sized(*sizes):
    return [dict(arm, size=size) for arm, size in zip(ARMS, sizes)]


def ratios(*of):
    return [dict(arm, ratio=ratio) for arm, ratio in zip(ARMS, of)]


def later():
    """Tests of another outcome than that whose visits the losses are given at: at visits between
    two of those, at the last of them and after it."""
    times = {"between": 13, "last": 26, "after": 40}
    late = dict(SCORE, id="late", visits=[{"id": v, "time": times[v]} for v in times],
                means={"a": [5] * 3, "b": [6.4] * 3, "c": [8] * 3},
                sd={"a": [3] * 3, "b": [5] * 3, "c": [4] * 3})
    first = dict(late, id="y", visits=[{"id": "w4", "time": 4}, {"id": "w26", "time": 26}],
                 means={"a": [5] * 2, "b": [6.4] * 2, "c": [8] * 2}, sd=3)
    tree = design(first, outcomes=[late], dropout={"proportion": {"a": [0, 0.7], "b": 0.2,
                                                                  "c": [0.1, 0.5]}},
                  hypotheses=[{"id": v, "compare": ["a", "c"], "analysis": v} for v in times])
    return dict(tree, analyses=[{"id": v, "outcome": "late", "visit": v, "method": "t-test"}
                                for v in times])


MNAR = {"mechanism": {"a": "mcar", "b": "mar", "c": "mnar"}, "proportion": {"a": 0.2, "b": 0.4,
                                                                            "c": 0.4},
        "log-odds": {"b": 0.3, "c": -0.3}, "gaps": 0.1}
LOST = {"proportion": 0.3}
STRATA = {"strata": [SEX, PLACE]}
PLAIN = {"strata": [{"id": s["id"], "levels": [{k: level[k] for k in ("id", "prevalence")}
                                               for level in s["levels"]]} for s in (SEX, PLACE)]}

DESIGNS = {
    "ancova, Holm": design(SCORE, rule="holm", testing={
        "omnibus": "ancova", "success": [{"id": "both", "all-of": ["A-C", "B-C"]},
                                         {"id": "two", "at-least": 2, "of": ["A-C", "B-C", "A-B"]},
                                         {"id": "one", "any-of": ["B-C", "A-B"]}]}),
    "t, all arms, Hommel": design(SCORE, "t-test", "hommel", testing={"omnibus": "anova"}),
    "t, two arms, one-sided, Sidak": design(SCORE, "t-test", "sidak", variance="two-arms",
                                            testing={"sides": 1}),
    "t, per protocol": design(SCORE, "t-test", set="per-protocol"),
    "Welch at the floor": design(dict(BOUNDED, means={"a": [0.4], "b": [0.5], "c": [0.6]},
                                      sd=1.5), "t-test", variance="welch", arms=sized(5, 5, 5)),
    "omnibus of data that no hypothesis is tested in": design(
        SCORE, missing="bocf", testing={"omnibus": "anova"},
        analyses=[{"id": "second", "method": "t-test"}],
        hypotheses=[dict(h, analysis="second") for h in PAIRS]),
    "Welch, Hochberg": design(SCORE, "t-test", "hochberg", variance="welch"),
    "change, in sequence": design(SCORE, "change-score", "fixed-sequence"),
    "ranks, Bonferroni": design(SCORE, "mann-whitney", "bonferroni",
                                testing={"omnibus": "kruskal-wallis"}),
    "ancova, claims": design(SCORE, rule="holm", hypotheses=CLAIMS),
    "claims, one-sided": design(SCORE, "t-test", hypotheses=CLAIMS,
                                testing={"sides": 1, "alpha": 0.025}),
    "contrasts by Welch": design(SCORE, "t-test", hypotheses=CLAIMS[4:], variance="welch"),
    "contrasts of two arms": design(SCORE, "t-test", hypotheses=CLAIMS[4:], variance="two-arms"),
    "risks, pooled": design(YES, "risk-difference"),
    "risks, unpooled": design(YES, "risk-difference", "holm", variance="unpooled"),
    "chi-squared": design(YES, "chi-squared", testing={"omnibus": "chi-squared"}),
    "Fisher": design(YES, "fisher"),
    "Fisher, one-sided": design(YES, "fisher", testing={"sides": 1}),
    "logistic": design(YES, "logistic"),
    "logistic, ratios": design(YES, "logistic", hypotheses=RATIOS),
    "another outcome's visits": later(),
    "few, ancova": design(SCORE, arms=sized(5, 5, 6), dropout={"proportion": 0.6}),
    "few, ranks": design(SCORE, "mann-whitney", arms=sized(12, 12, 3),
                         dropout={"proportion": 0.6}),
    "few, risks": design(YES, "risk-difference", variance="unpooled", arms=sized(6, 6, 5),
                         dropout={"proportion": 0.6}),
    "skewed": design(dict(SCORE, type="skewed", skewness=2), "mann-whitney"),
    "skewed, gamma, left": design(dict(SCORE, type="skewed", skewness=-1.5, shape="gamma"),
                                  "t-test"),
    "heavy-tailed": design(dict(SCORE, type="heavy-tailed", df=3), "mann-whitney"),
    "bounded": design(BOUNDED),
    "bounded, latent": design(dict(BOUNDED, given="latent"), "t-test"),
    "bounded, beta-binomial": design(dict(BOUNDED, shape="beta-binomial"), "mann-whitney"),
    "ordinal, odds": design(ORDINAL, "proportional-odds"),
    "ordinal, ratios": design(ORDINAL, "proportional-odds", hypotheses=RATIOS),
    "ordinal, ranks": design(ORDINAL, "mann-whitney", "holm"),
    "count": design(COUNT, "negative-binomial"),
    "count, Poisson, ratios": design(dict(COUNT, dispersion=0), "negative-binomial",
                                     hypotheses=RATIOS),
    "log-rank": design(TIMES, "log-rank"),
    "log-rank, earlier, piecewise": design(
        dict({key: TIMES[key] for key in TIMES if key != "medians"}, better="earlier",
             intervals=[4, 12], hazards={"c": [0.02, 0.08, 0]},
             **{"hazard-ratio": {"a": 3, "b": 2}}), "log-rank"),
    "Cox, Weibull, ratios": design(dict(TIMES, shape=1.6), "cox", hypotheses=RATIOS),
    "Cox, events": design(dict(TIMES, events=30, accrual=20), "cox"),
    "RMST": design(TIMES, "rmst", tau=20),
    "strata": design(SCORE, more=STRATA, **{"adjust-for": ["strata"]}),
    "covariate, interaction": design(SCORE, more={"covariates": [AGE], **STRATA},
                                     **{"adjust-for": ["baseline", "age", "strata"]}),
    "CMH": design(YES, "cmh", more=PLAIN),
    "logistic, covariates": design(YES, "logistic", more={"covariates": [AGE], **PLAIN},
                                   **{"adjust-for": ["age", "strata"]}),
    "g-computation": design(YES, "g-computation", more={"covariates": [AGE]},
                            **{"adjust-for": ["age"]}),
    "Cox, covariates": design(TIMES, "cox", more={"covariates": [AGE]}, **{"adjust-for": ["age"]}),
    "log-rank, strata": design(TIMES, "stratified-log-rank", more=PLAIN),
    "practitioners, shared": design(SCORE, more={
        "practitioners": {"caseload": {"a": [3, 8], "b": [3, 8]}, "shared": [["a", "b"]],
                          "sd": 1.5}, "centres": {"count": 5, "sd": 1, "effect-sd": 1}}),
    "practitioners, shares": design(SCORE, more={
        "practitioners": {"count": {"a": [1, 2, 3], "b": 4}, "icc": 0.1}, "response-sd": 2}),
    "adherence": design(SCORE, more={
        "adherence": {"proportion": {"a": 0.6, "b": 0.8}, "share-kept": {"a": 0.3}},
        "switching": [{"from": "c", "to": "a", "proportion": 0.2}]}),
    "per protocol": design(YES, "risk-difference", set="per-protocol", more={
        "adherence": {"proportion": {"a": 0.6, "b": 0.8}, "share-kept": {"a": 0.3}},
        "switching": [{"from": "c", "to": "a", "proportion": 0.2}]}),
    "entry, imbalance": design(dict(SCORE, baseline={"mean": 10, "sd": 3, "min": 6,
                                                     "imbalance": {"a": 0.5}}), "t-test"),
    "entry on a scale": design(dict(BOUNDED, baseline={"mean": 12, "sd": 3, "min": 6,
                                                       "max": 20})),
    "observed correlations": design(dict(BOUNDED, correlation={
        "type": "compound-symmetry", "rho": 0.6, "scale": "observed"}, means={"a": [3], "b": [4],
                                                                              "c": [5]})),
    "leaving by scores": design(COURSE, "t-test", dropout=MNAR),
    "MMRM": design(dict(COURSE, visits=THREE[1:],
                        means={"a": [6, 5], "b": [7, 6.4], "c": [8.5, 8]}), "mmrm",
                   dropout=dict(MNAR, proportion=0.3)),
    "MMRM, Kenward and Roger": design(
        dict(COURSE, visits=THREE[1:], means={"a": [6, 5], "b": [7, 6.4], "c": [8.5, 8]}), "mmrm",
        dropout=dict(MNAR, proportion=0.3), df="kenward-roger"),
    "MMRM of one visit": design(SCORE, "mmrm", arms=sized(8, 7, 9), df="kenward-roger"),
    "three outcomes": design(
        COURSE, "ancova", outcomes=[
            dict(YES, id="z", visits=[{"id": "w6", "time": 6}, {"id": "w26", "time": 26}],
                 proportions={"a": 0.7, "b": 0.5, "c": 0.4}), RESPONSE],
        analyses=[{"id": "z", "outcome": "z", "method": "chi-squared"},
                  {"id": "r", "outcome": "r", "method": "chi-squared"}],
        hypotheses=[{"id": "y", "compare": ["a", "c"]},
                    {"id": "z", "compare": ["a", "c"], "analysis": "z"},
                    {"id": "r", "compare": ["a", "c"], "analysis": "r"}],
        dropout=dict(MNAR, proportion=0.2), more=STRATA),
    "a score and a time": design(
        COURSE, outcomes=[dict(TIMES, id="t")], analyses=[{"id": "t", "outcome": "t",
                                                           "method": "log-rank"}],
        hypotheses=[PAIRS[0], dict(PAIRS[0], id="time", analysis="t")], dropout=LOST,
        more={"covariates": [{"id": "age", "correlation": {"y": 0.4, "t": -0.3}}],
              "centres": {"count": 4, "icc": 0.1}}),
    "three pairs, Shaffer": design(SCORE, rule="shaffer"),
    "fallback": design(SCORE, rule="fallback", multiplicity={"weights": {"A-C": 0.5, "B-C": 0.3}}),
    "graph": design(SCORE, rule="graph", multiplicity={
        "weights": {"A-C": 0.6, "A-B": 0.4}, "transitions": {
            "A-C": {"B-C": 0.5, "A-B": 0.5}, "A-B": {"B-C": 1}, "B-C": {"A-C": 1}}}),
    "gates": design(SCORE, rule="gatekeeping", multiplicity={"families": [
        {"hypotheses": ["A-C", "B-C"], "type": "parallel", "gamma": 0.5},
        {"hypotheses": ["A-B"]}]}),
    "Dunnett": design(SCORE, "t-test", "dunnett", CONTROL),
    "Dunnett, step-down": design(SCORE, rule="dunnett-step-down", hypotheses=CONTROL),
    "Dunnett, one-sided": design(SCORE, rule="dunnett", hypotheses=CONTROL, testing={"sides": 1}),
    "Tukey": design(SCORE, rule="tukey"),
    "LSD": design(SCORE, rule="lsd"),
    "closed, Bonferroni": design(SCORE, rule="closed", multiplicity={"local": "bonferroni"}),
    "closed, Simes": design(SCORE, rule="closed", multiplicity={"local": "simes"}),
    "closed, Dunnett": design(SCORE, "t-test", "closed", CONTROL,
                              multiplicity={"local": "dunnett"}),
    "simple": design(SCORE, arms=ratios(2, 1, 1), more={"allocation": {"method": "simple"}}),
    "blocks": design(SCORE, arms=ratios(2, 1, 1), more={
        "allocation": {"method": "permuted-blocks", "block-sizes": [4, 8]}}),
    "stratified blocks": design(SCORE, more={"allocation": {"method": "stratified-blocks"},
                                             **STRATA}, **{"adjust-for": ["strata"]}),
    "urn": design(SCORE, arms=ratios(2, 1, 1), more={"allocation": {"method": "urn"}}),
    "biased coin": design(SCORE, more={"allocation": {"method": "biased-coin"}}),
    "minimisation": design(SCORE, "t-test", more={"allocation": {"method": "minimisation"},
                                                  **STRATA}),
    "HC3": design(SCORE, se="hc3"),
    "CR2": design(SCORE, "t-test", se="cr2",
                  more={"practitioners": {"count": {"a": 4, "b": 5}, "icc": 0.1}}),
    "mixed model": design(SCORE, "practitioner-mixed-model", **{"adjust-for": ["baseline"]},
                          more={"practitioners": {"count": {"a": 6, "b": 5}, "icc": 0.2}}),
    "van Elteren": design(SCORE, "van-elteren", more=STRATA),
    "exact ranks": design(BOUNDED, "mann-whitney", exact=True),
    "restricted": design(YES, "risk-difference", variance="restricted", hypotheses=[
        {"id": "ni", "compare": ["a", "c"], "type": "non-inferiority", "margin": 0.1},
        {"id": "eq", "compare": ["b", "c"], "type": "equivalence", "margin": 0.4},
        *CLAIMS[4:], PAIRS[0]]),
    "log odds kept": design(YES, "risk-difference", variance="restricted", hypotheses=[
        dict(CLAIMS[4], scale="logit")]),
    "log odds kept, unrestricted": design(YES, "risk-difference", variance="unpooled", hypotheses=[
        dict(CLAIMS[4], scale="logit")]),
    "LOCF": design(COURSE, "t-test", missing="locf", dropout=LOST),
    "BOCF": design(COURSE, missing="bocf", dropout=LOST),
    "LOCF of responses": design(COURSE, outcomes=[RESPONSE], dropout=LOST, analyses=[
        {"id": "r", "outcome": "r", "method": "chi-squared", "missing": "locf"}],
        hypotheses=[dict(PAIRS[0], analysis="r")]),
    "non-responders": design(YES, "chi-squared", missing="non-responder", dropout=LOST),
    "imputation": design(COURSE, missing="multiple-imputation",
                         dropout=dict(LOST, gaps=0.1)),
    "jump to reference": design(COURSE, "t-test", missing="jump-to-reference", dropout=LOST),
    "copy increments": design(COURSE, "change-score", missing="copy-increments",
                              dropout=dict(LOST, gaps=0.1)),
    "delta": design(COURSE, missing="delta", delta={"a": 2}, dropout=LOST),
    "imputed categories": design(
        dict(YES, visits=THREE, proportions={"a": 0.7, "b": 0.5, "c": 0.3}), "logistic",
        missing="delta", delta={"a": 0.5}, dropout=dict(LOST, gaps=0.1)),
    "imputed responses": design(
        dict(COURSE, type="bounded", max=24), outcomes=[RESPONSE], dropout=LOST, analyses=[
            {"id": "r", "outcome": "r", "method": "risk-difference", "variance": "unpooled",
             "missing": "multiple-imputation"}], hypotheses=[dict(PAIRS[0], analysis="r")]),
}
