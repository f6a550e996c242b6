//! Checks of the templates: their numbering, and that whatever they name exists.

use std::collections::BTreeSet;

use super::Content;
use super::findings::Findings;

pub(super) fn roadmap_template(content: &Content, found: &mut Findings) {
    found.about("roadmap_template.toml");
    let template = &content.roadmap_template;
    let lines = &content.action_lines.action_lines;
    found.count("steps", &template.steps, 20);
    found.unique("phase", template.phases.iter().map(|p| &p.code));
    found.unique("step", template.steps.iter().map(|s| &s.code));
    let criteria = template.steps.iter().flat_map(|s| &s.criteria);
    found.unique("criterion", criteria.map(|c| &c.code));

    for step in &template.steps {
        let code = &step.code;
        let phase_known = template.phases.iter().any(|p| p.code == step.phase);
        found.ensure(phase_known && code.starts_with(&step.phase), || {
            format!("step {code} is not of a known phase")
        });
        found.ensure((1..=3).contains(&step.criteria.len()), || {
            format!("step {code} must have 1 to 3 criteria")
        });
        let line_known = |number: u8| lines.iter().any(|l| l.number == number);
        found.ensure(step.action_line.is_none_or(line_known), || {
            format!("step {code} has an unknown action line")
        });
        for (criterion, number) in step.criteria.iter().zip(1..) {
            found.ensure(criterion.code == format!("{code}.{number}"), || {
                format!("criterion {} should be {code}.{number}", criterion.code)
            });
        }
    }
}

pub(super) fn covenant_template(content: &Content, found: &mut Findings) {
    found.about("covenant_template.toml");
    let template = &content.covenant_template;
    found.count("clauses", &template.clauses, 23);
    found.numbered("clause", template.clauses.iter().map(|c| c.number));
    found.numbered("annex", template.annexes.iter().map(|a| a.number));
    let declared = template.placeholders.iter().map(|p| p.key.as_str());
    found.unique("placeholder", declared.clone());
    let declared: BTreeSet<_> = declared.collect();

    let mut used = BTreeSet::new();
    for clause in &template.clauses {
        found.ensure(clause.paragraphs().all(|p| !p.trim().is_empty()), || {
            format!("clause {} has an empty paragraph", clause.number)
        });
        for key in clause.placeholders() {
            found.ensure(declared.contains(key), || {
                format!("clause {} uses undeclared `{{{key}}}`", clause.number)
            });
            used.insert(key);
        }
    }
    for key in declared.difference(&used) {
        found.ensure(false, || format!("no clause uses `{{{key}}}`"));
    }
}
