"""Record the follow-up of recommendations: answers, feedback and adoptions.

    state              the state of a recommendation, from its entries (pure)
    stories            the same for many advices, in a fixed number of queries
    answer_counts      answered and unanswered recommendations, counted by the database
    statistics         tallies over recommendations (pure)
    timeline           the events of one advice in order of time (pure)
    permissions        who may add what
    forms, views       adding an entry, feedback or an adoption
    reminder_plan      who is reminded of what (pure)
    reminders          sending those mails; unsubscribe stops them
    erasure            erasing a person from entries

Invariant: entries are never changed or deleted. The newest of each side counts.
"""
