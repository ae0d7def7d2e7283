"""Texts of three languages that read native or translated."""

NATIVE_GERMAN = """
Ganz so schlimm ist es dann doch nicht gekommen. Schon am Morgen hatte man im Rathaus noch damit gerechnet, dass der Bus
gar nicht mehr fährt, aber am Mittag war die Sache eigentlich vom Tisch. Man habe eben nur ein paar Fahrer zu wenig,
hieß es, und die seien halt krank. Das sei ja auch kein Wunder bei dem Wetter. Wer morgens in die Schule muss, der hat
es trotzdem nicht leicht: Mal kommt einer, mal auch nicht. Die Eltern nehmen es gelassen, zumindest die meisten.
Man sei das schließlich schon gewohnt, sagt einer, der seit Jahren immer wieder selber fährt. Ob sich daran noch etwas
ändert, weiß freilich keiner so recht. Bis zum Frühjahr soll es jedenfalls wohl nicht mehr besser werden, denn auch
die neue Werkstatt ist längst nicht fertig.
"""
TRANSLATED_GERMAN = """
Nachdem die Regierung ihre Entscheidung angekündigt hatte, erklärte der Minister, dass diese Maßnahme notwendig war, um
die Sicherheit der Bürger zu gewährleisten. Während seiner Rede betonte er, dass seine Regierung die Unterstützung der
internationalen Gemeinschaft erhalten hat und dass sie ihre Bemühungen fortsetzen wird. Die Entwicklung dieser Situation
wurde von mehreren Organisationen kritisiert, die ihre Besorgnis über die Auswirkungen dieser Politik ausdrückten.
Darüber hinaus wurde bekannt, dass die Behörden eine Untersuchung eingeleitet haben, um die Verantwortung für diese
Ereignisse festzustellen. Der Präsident, der während der letzten Jahre seine Position gestärkt hat, sagte, dass er
bereit ist, mit seinen Kollegen zu sprechen, indem er ihre Vorschläge berücksichtigt. Es wird erwartet, dass sie ihre
Vereinbarung während der nächsten Wochen unterzeichnen werden.
"""
ENGLISH = (
    "The minister, who didn't say why, said that it was the city's own plan. He hadn't seen it, and that was that. " * 6
)
FRENCH = "L'homme qu'elle avait vu n'était plus là, mais on l'attendait encore. C'est aujourd'hui qu'il revient. " * 7
