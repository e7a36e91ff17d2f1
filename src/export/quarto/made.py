pd.DataFrame(
    {
        WORDS["scenario"]: [said(summary["title"])],
        WORDS["worlds"]: [summary["runs"]],
        WORDS["seed"]: [str(summary["seed"])],
        WORDS["program"]: [summary["program"]],
        WORDS["hash"]: [summary["scenario_hash"]],
    }
)
