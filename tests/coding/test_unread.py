def test_a_report_in_which_the_reader_finds_nothing_is_searched_for_words(code_marked):
    coded = code_marked("Gas. Sarin was used against [Saraqib]{PLACE#p1} on [Monday]{TIME#t1}.")
    (event,) = coded.events
    assert event.type == "attack"
    assert event.codes.acled.sub_event_type == "Chemical weapon"
    assert event.place is not None
    assert event.first == "2021-06-07"
    assert event.score < 0.3
    (warning,) = [one for one in coded.warnings if one.code == "event-by-words"]
    assert warning.span is not None
    assert warning.span.text == "Sarin was used against"


def test_what_the_reader_finds_is_left_alone(code_marked):
    coded = code_marked(
        "[Rebels]{ACTOR#a1 kind=force} [left]{WITHDRAW#e1 agent=a1 from=p1} [Kidal]{PLACE#p1}. A mob burned it."
    )
    assert [one.type for one in coded.event_mentions] == ["withdraw"]


def test_a_report_without_conflict_stays_empty(code_marked):
    assert code_marked("The bank opened a branch in [Lagos]{PLACE#p1}.").events == ()


def test_a_long_text_without_event_is_not_searched(code_marked):
    talk = "The jury watched films from noon until late and talked of light and sound. " * 5
    coded = code_marked(f"{talk}The winner tells of a nomad kidnapped by bandits.")
    assert coded.events == ()
