"""Questions as students type and paste them: in small letters, numbered, with marks, wrapped."""

PASTED = [
    ("3 (b) explain why the nazis came to power in 1933 [12 marks]", "explain-why", 12),
    ("explain why there was opposition to the treaty of versailles", "explain-why", 0),
    ("2(a) Explain why the Peasants' Revolt broke out in 1381 (12 marks)", "explain-why", 12),
    ("0 3 Explain the importance of the Marshall Plan. [8 marks]", "ocr-b-explain", 8),
    (
        "Explain the importance of the Enabling Act for Hitler's consolidation of power (10)",
        "ocr-b-explain",
        10,
    ),
    ("Explain two reasons why the Weimar Republic was unpopular", "ocr-b-explain", 0),
    ("Account for the collapse of the League of Nations", "general", 0),
    ("How important was the role of Trotsky in the October Revolution?", "general", 0),
    ("how important was propaganda in keeping the nazis in power (16 marks)", "general", 16),
    ("How significant was the Great Depression in Hitler's rise to power?", "general", 0),
    ("How successful was the New Deal?", "general", 0),
    ("How useful is Source B to a historian studying the Blitz? [8 marks]", "general", 8),
    (
        "How useful are Sources B and C for an enquiry into the treatment of the wounded?",
        "general",
        0,
    ),
    ("Was propaganda the main reason for nazi control of germany", "main-factor", 0),
    (
        "was the great depression the main reason why hitler came to power? explain your "
        "answer (16 marks) (spag 4 marks)",
        "main-factor",
        16,
    ),
    ("Describe two features of the trench system. (4)", "general", 4),
    ("Describe two problems faced by Elizabeth I in 1558 [4 marks]", "general", 4),
    ("Compare the ways in which Hitler and Mussolini kept power", "general", 0),
    ("Compare and contrast the rise to power of two authoritarian leaders.", "ib-compare", 0),
    ("compare and contrast the causes of two twentieth century wars", "ib-compare", 0),
    (
        "Compare and contrast the impact of one domestic policy in each of two states. [15 marks]",
        "ib-compare",
        15,
    ),
    ("Has chance been the main factor in medical progress since 1250", "main-factor", 0),
    (
        "4 Has the government been the main factor in the development of public health? "
        "Explain your answer with reference to the government and other factors. [16 "
        "marks] [SPaG 4 marks]",
        "main-factor",
        16,
    ),
    (
        "‘The Treaty of Versailles was the main reason for German anger.’ How far do you "
        "agree with this statement? Explain your answer. [16 marks] [SPaG 4 marks]",
        "how-far-agree",
        16,
    ),
    (
        "'the treaty of versailles was the main reason for german anger' how far do you agree",
        "how-far-agree",
        0,
    ),
    (
        '"Stalin\'s success was due to luck". How far do you agree? Explain your answer. (20)',
        "how-far-agree-edexcel-a",
        20,
    ),
    (
        "Which of the following was the more important reason why support for the Nazis "
        "grew in the early 1930s: • fear of communism • the Depression? Explain your "
        "answer with reference to both bullet points. [12 marks]",
        "more-important-reason",
        12,
    ),
    (
        "which of the following was the more important reason why the tsar fell\n- the "
        "war\n- food shortages",
        "more-important-reason",
        0,
    ),
    (
        "Write an account of how the events at the Bay of Pigs led to an international "
        "crisis [8 marks]",
        "aqa-write-account",
        8,
    ),
    (
        "write an account of the ways in which the Berlin Wall changed relations",
        "aqa-write-account",
        0,
    ),
    (
        "In what ways were the lives of women in Germany affected by Nazi policies? "
        "Explain your answer. [8 marks]",
        "aqa-in-what-ways",
        8,
    ),
    ("Explain the significance of the Black Death for medicine. [8 marks]", "aqa-significance", 8),
    (
        "Explain two ways in which the Great Plague and the Black Death were similar. [8 marks]",
        "aqa-two-ways",
        8,
    ),
    ("Explain two ways in which cholera and plague were different", "ocr-b-explain", 0),
    (
        "Write a narrative account analysing the key events of 1947-49 that led to the "
        "division of Germany. (8)",
        "narrative-account",
        8,
    ),
    (
        "write a narrative account analysing the main events of the suez crisis\nYou may "
        "use the following in your answer:\n• Nasser\n• the canal\nYou must also use "
        "information of your own.",
        "narrative-account",
        0,
    ),
    (
        "Explain why the Spanish Armada failed.\nYou may use the following in your "
        "answer:\n• the weather\n• English tactics\nYou must also use information of your "
        "own.\n(12)",
        "explain-why",
        12,
    ),
    ("Explain one way in which the Catholic threat changed. ", "general", 0),
    ("Explain how the Mughals kept control of their empire (10 marks)", "ocr-b-explain", 10),
    ("5. Explain why the English Reformation met with resistance\n(10)", "ocr-b-explain", 10),
    (
        "How valuable is Source A to a historian studying the Depression in Wales?",
        "wjec-how-valuable",
        0,
    ),
    (
        "how valuable are the sources in studying the growth of tourism [15]",
        "wjec-how-valuable",
        15,
    ),
    (
        "To what extent do these interpretations persuade you that the Dust Bowl caused "
        "poverty [20]",
        "wjec-persuade",
        20,
    ),
    (
        "How far do you agree that the Weimar Republic was doomed from the start",
        "how-far-agree-edexcel-a",
        0,
    ),
    (
        "How far do you agree with the view that the main consequence of the First World "
        "War was inflation? (20 marks)",
        "how-far-agree-edexcel-a",
        20,
    ),
    ("How accurate is it to say that Mussolini was all-powerful?", "how-accurate", 0),
    ("How accurate is it to say that the NEP saved the revolution (20)", "how-accurate", 20),
    ("how accurate is it to describe the years 1955-63 as an age of affluence", "how-accurate", 0),
    (
        "‘Wilson’s governments achieved little in the years 1964 to 1970.’ Assess the "
        "validity of this view. [25 marks]",
        "assess-validity",
        25,
    ),
    ("assess the validity of the view that appeasement was a mistake", "assess-validity", 0),
    ("To what extent was Gladstone a successful Prime Minister? [25 marks]", "to-what-extent", 25),
    (
        "to what extent, in the years 1917 to 1929, did the Bolsheviks keep their promises",
        "to-what-extent",
        0,
    ),
    (
        "To what extent were economic factors responsible for the revolution of 1905 (20)",
        "ocr-a-to-what-extent",
        20,
    ),
    ("Assess the reasons why Charles I was executed", "assess", 0),
    (
        "assess the impact of the Reformation on the English Church in the period from "
        "1533 to 1603 [25]",
        "ocr-a-thematic",
        25,
    ),
    ("How far was Wolsey responsible for the failure of his foreign policy?", "ocr-a-how-far", 0),
    (
        "how far did nationalism grow in Ireland in the period from 1791 to 1921 (25)",
        "ocr-a-thematic",
        25,
    ),
    (
        "‘Alexander II was the most effective ruler.’ How far do you agree with this view "
        "of the period from 1855 to 1964? [25]",
        "ocr-a-thematic",
        25,
    ),
    ("Discuss the impact of the Cold War on one country in Asia.", "discuss", 0),
    (
        "“Economic problems were the most important cause of the emergence of one-party "
        "states.” Discuss with reference to two leaders.",
        "discuss",
        0,
    ),
    ("Examine the role of women in one independence movement", "ib-examine", 0),
    ("With reference to two wars, examine the importance of air power.", "ib-examine", 0),
    ("Evaluate the success of one leader's domestic policies", "ib-evaluate", 0),
    (
        "Evaluate the impact of the First World War on the Middle East. [15 marks]",
        "ib-evaluate",
        15,
    ),
    (
        "“Treaties rarely bring peace.” To what extent do you agree with this statement?",
        "to-what-extent",
        0,
    ),
    ("To what extent did opposition to Castro fail? 15", "to-what-extent", 0),
    (
        "To what extent was fear of the state the main reason why the Nazis stayed in power? [22]",
        "sqa-higher",
        22,
    ),
    (
        "“Social problems were the main reason for Liberal reform.” How valid is this view? [22]",
        "general",
        22,
    ),
    ("An evaluation of the reasons for Bismarck's success", "general", 0),
    ("(a) Why did the League fail?\n[10]", "explain-why", 10),
    ("b) why did the usa enter the war in 1917?", "explain-why", 0),
    ("Question 5: Why was Stalingrad so important?", "explain-why", 0),
    ("Q.6 why were the suffragettes so unpopular", "explain-why", 0),
    ("Why, in the years 1933 to 1939, did so few Germans resist?", "explain-why", 0),
    ("In 1917, why did the Provisional Government fall", "explain-why", 0),
    (
        "Explain why\u00a0the Weimar Republic\u00a0recovered after 1923. [12\u00a0marks]",
        "explain-why",
        12,
    ),
    ("EXPLAIN WHY THE SLUMP HIT GERMANY SO HARD (12)", "explain-why", 12),
    (
        "Explain why the Boxer Rebellion failed (Total for Question 3 = 12 marks)",
        "explain-why",
        12,
    ),
    ("*3 Explain why the Boxer Rebellion failed", "explain-why", 0),
    ("Explain why the Boxer Rebel-\nlion failed. (12)", "explain-why", 12),
]
"""Each with the kind that it is first taken for, and the marks that it names."""
