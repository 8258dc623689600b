"""Values of YAML are the text that stands there."""

from build_tools.issues import Report
from build_tools.reading.files import SourceFile
from build_tools.reading.yaml import parse_yaml


def test_an_empty_text_in_quotation_marks_is_a_value_and_nothing_is_none():
    text = "title: \"\"\nsubtitle:\nname: ''\n"
    report = Report()
    found = parse_yaml(SourceFile("a.yml", "content/a.yml", text), text, report)
    assert not list(report)
    assert found.value == {"title": "", "name": ""}
