"""Questions as papers and students write them, with the type that each is of."""

GIVEN = """
You may use the following in your answer:
• {}
• {}
You must also use information of your own."""

ASKED = [
    # Why
    ("Why did William win the Battle of Hastings?", "explain-why"),
    ("Why was the Treaty of Versailles so unpopular in Germany?", "explain-why"),
    ("Why were the suffragettes so controversial before 1914?", "explain-why"),
    ("Why had the Weimar Republic recovered by 1928?", "explain-why"),
    ("why did the french revolution begin", "explain-why"),
    ("WHY DID THE SPANISH ARMADA FAIL?", "explain-why"),
    ("3. Why did the Peasants’ Revolt fail?", "explain-why"),
    ("Q4: Why did the Peasants' Revolt fail?", "explain-why"),
    ("5 (a) Why did the League of Nations fail in Manchuria?", "explain-why"),
    ("• Why did the League of Nations fail in Manchuria?", "explain-why"),
    ("“Why did the Roman Empire fall?”", "explain-why"),
    ("Charles I was executed in 1649. Why did so few defend him?", "explain-why"),
    ("In the years 1642–46, why did Parliament win the Civil War?", "explain-why"),
    ("By the spring of 1917, why had the Tsar lost his support?", "explain-why"),
    ("Explain why the Great Fire of London spread so quickly.", "explain-why"),
    ("Explain\nwhy the plague came back\nin the years 1603–65. (12)", "explain-why"),
    (
        "Explain why there was opposition to Edward VI." + GIVEN.format("taxes", "the Church"),
        "explain-why",
    ),
    # How far do you agree
    ("‘The railways changed Britain.’ How far do you agree?", "how-far-agree"),
    ("'The railways' success changed Britain.' How far do you agree?", "how-far-agree"),
    ('"The railways changed Britain."\nHow far do you agree?', "how-far-agree"),
    ("“The railways changed Britain” - how far do you agree?", "how-far-agree"),
    ("The railways changed Britain. How far do you agree?", "how-far-agree"),
    ("0 4 ‘The NHS was a triumph.’ How far do you agree? [16 marks]", "how-far-agree"),
    (
        "‘Galen held medicine back.’ How far do you agree? Explain your answer. (16)"
        + GIVEN.format("dissection", "the Church"),
        "how-far-agree-edexcel",
    ),
    (
        "‘Galen held medicine back.’ How far do you agree? You may use the following in your "
        "answer: • dissection • the Church You must also use information of your own. (20)",
        "how-far-agree-edexcel",
    ),
    ("‘Cromwell was a failure.’ How far do you agree? (20 marks)", "how-far-agree-edexcel-a"),
    ("How far do you agree that Cromwell was a failure?", "how-far-agree-edexcel-a"),
    (
        "How far do you agree with the view that trade drove the empire in the years 1763–1914?",
        "how-far-agree-edexcel-a",
    ),
    ("‘Henry was weak.’ How far would you agree?", "how-far-agree"),
    # Main factor and more important reason
    ("Has religion been the main factor in causing rebellion since 1066?", "main-factor"),
    ("HAS WAR BEEN THE MAIN FACTOR IN THE GROWTH OF GOVERNMENT?", "main-factor"),
    ("Have individuals been the main factor in medicine’s progress?", "main-factor"),
    ("Was the Depression the main reason for Hitler’s rise?", "main-factor"),
    ("Were bad harvests the main cause of the revolution of 1789?", "main-factor"),
    (
        "Which of the following was the more important reason why the USA entered the war: "
        "• U-boats • the Zimmermann telegram? Explain your answer.",
        "more-important-reason",
    ),
    (
        "Which was the more important reason why Harold lost: luck, or tactics?",
        "more-important-reason",
    ),
    # Other GCSE
    (
        "‘Castles were built to impress.’ How far does a study of Kenilworth support this? "
        "[16 marks]",
        "aqa-site",
    ),
    ("Write an account of the Cuban missile crisis. [8 marks]", "aqa-write-account"),
    ("In what ways did the New Deal change farmers’ lives?", "aqa-in-what-ways"),
    ("Explain the significance of penicillin.", "aqa-significance"),
    (
        "Explain two ways in which the Viking and the Norman conquests were similar.",
        "aqa-two-ways",
    ),
    ("Write a narrative account analysing the Berlin crisis of 1948–49.", "narrative-account"),
    ("write a  narrative account\nanalysing how the Wall went up. (8)", "narrative-account"),
    ("Explain how the Black Death changed village life. [10]", "ocr-b-explain"),
    ("Explain why the Great Fire spread so quickly. [10]", "ocr-b-explain"),
    ("How valuable are these sources to a study of Chartism?", "wjec-how-valuable"),
    (
        "To what extent do these interpretations persuade you that Elizabeth was popular?",
        "wjec-persuade",
    ),
    # A level
    ("How accurate is it to say that Mary I was unpopular?", "how-accurate"),
    ("To what extent was the Meiji government a success?", "to-what-extent"),
    ("to what extent did Apartheid rest on force", "to-what-extent"),
    ("‘Disraeli was no reformer.’ To what extent do you agree?", "to-what-extent"),
    ("In the period 1780–1830, to what extent did slavery decline?", "to-what-extent"),
    ("To what extent did slavery decline? [20]", "ocr-a-to-what-extent"),
    ("To what extent did slavery decline? (22 marks)", "sqa-higher"),
    ("To what extent did slavery decline? 15 marks", "ib-to-what-extent"),
    ("‘Wolsey served himself.’ Assess the validity of this view.", "assess-validity"),
    ("Assess the validity of the view that Wolsey served himself. [25]", "assess-validity"),
    ("Assess the reasons for the fall of Wolsey.", "assess"),
    ("‘Wolsey served himself.’ Assess this view.", "assess"),
    ("Assess the causes of Tudor rebellions in the period 1485–1603. [25]", "ocr-a-thematic"),
    ("How far did Henry VII control the nobility?", "ocr-a-how-far"),
    ("How far were the Jesuits responsible for Catholic survival?", "ocr-a-how-far"),
    # IB
    ("Discuss the reasons for the end of the Cold War.", "discuss"),
    ("“War is the mother of change.” Discuss.", "discuss"),
    ("Examine the impact of the Mongols on trade.", "ib-examine"),
    ("With reference to two states, evaluate the use of force.", "ib-evaluate"),
    ("Compare and contrast the foreign policies of two leaders.", "ib-compare"),
    # As they are pasted
    (
        "Explain why Stalin won.\n\nYou may use the following in your answer:\n\n• the Lenin "
        "enrolment\n• Trotsky’s mistakes\n\nYou must also use information of your own.\n\n(12)",
        "explain-why",
    ),
    ("(Total for Question 2 = 12 marks)\nExplain why Stalin won.", "explain-why"),
    ("01 Explain why Stalin won the power struggle. [Total 10]", "ocr-b-explain"),
    ("Explain what was important about the Lenin enrolment (10 marks)", "ocr-b-explain"),
    (
        "1. 'The main reason why Stalin won was Trotsky's weakness.'\nHow far do you agree with "
        "this statement?\nExplain your answer. [16 marks] [SPaG 4 marks]",
        "how-far-agree",
    ),
    (
        "Luck was why he won. How far do you agree?\nYou may use the following in your answer:\n"
        "\uf0b7 the funeral\n\uf0b7 Trotsky\nYou must also use information of your own.\n(16)",
        "how-far-agree-edexcel",
    ),
    (
        "Has war been the main factor in the development of medicine since 1250? Explain your "
        "answer with reference to war and other factors. [16 marks] [SPaG 4 marks]",
        "main-factor",
    ),
    ("Was the Lenin enrolment the main reason for Stalin’s success?", "main-factor"),
    (
        "Which of the following was the more important reason why the Nazis came to power:\n"
        "• the Depression\n• the fear of Communism?\nExplain your answer with reference to both "
        "bullet points.\n[12 marks]",
        "more-important-reason",
    ),
    (
        "Write a narrative account analysing the key events of 1923–28.\n\nYou may use the "
        "following in your answer:\n• the Triumvirate\n• the Left Opposition\nYou must also use "
        "information of your own.\n(8)",
        "narrative-account",
    ),
    ("HOW FAR DO YOU AGREE THAT STALIN WAS LUCKY? [20]", "how-far-agree-edexcel-a"),
    ("To what extent do you agree with the statement that he was lucky?", "to-what-extent"),
    ("Q3 b) ‘He was lucky.’ To what extent do you agree? [20]", "ocr-a-to-what-extent"),
    (
        "‘The chief outcome was political.’ Assess the validity of this view with reference to the "
        "years 1905 to 1914.",
        "assess-validity",
    ),
    ("To what extent was his victory due to his own cunning? [25]", "to-what-extent"),
    ("How far was Trotsky responsible for his own defeat (20 marks)", "ocr-a-how-far"),
    ("Evaluate the reasons why one leader came to power. [15]", "ib-evaluate"),
    ("‘Reform failed.’ To what extent do you agree? (22)", "sqa-higher"),
]
