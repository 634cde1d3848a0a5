//! Mutants of an expression, made on its parse tree and printed again.

use std::ops::ControlFlow;

use sqlparser::{
    ast::{BinaryOperator, Expr, UnaryOperator, Value, VisitMut as _, VisitorMut},
    dialect::PostgreSqlDialect,
    parser::Parser,
};

/// A changed expression and what was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Variant {
    /// In words.
    pub(super) what: String,
    /// As SQL.
    pub(super) text: String,
}

/// The tree of an expression; `None` if it cannot be read.
pub(super) fn parse(text: &str) -> Option<Expr> {
    Parser::new(&PostgreSqlDialect {}).try_with_sql(text).ok()?.parse_expr().ok()
}

/// Every variant: conjuncts and disjuncts dropped, conditions weakened to true, negated, `=` turned, `and` and `or` exchanged,
/// one permission for another.
pub(super) fn variants(expression: &Expr, permissions: &[String]) -> Vec<Variant> {
    let mut nodes = Vec::new();
    let _: ControlFlow<()> = visit_before(&mut expression.clone(), &mut |node| {
        nodes.push(node.clone());
        ControlFlow::Continue(())
    });
    let mut variants: Vec<Variant> = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        for (what, changed) in changes(node, permissions) {
            let text = replaced(expression, at, &changed).to_string();
            if !variants.iter().any(|known| known.text == text) {
                variants.push(Variant { what, text });
            }
        }
    }
    variants
}

/// The conjuncts of a condition, each dropped in turn.
pub(super) fn without_each_conjunct(expression: &Expr) -> Vec<Variant> {
    let mut variants = Vec::new();
    let parts = conjuncts(expression);
    for (at, dropped) in parts.iter().enumerate() {
        let left: Vec<String> = parts.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, part)| format!("({part})")).collect();
        let text = if left.is_empty() { "true".to_owned() } else { left.join(" and ") };
        variants.push(Variant { what: format!("without {dropped}"), text });
    }
    variants
}

fn conjuncts(expression: &Expr) -> Vec<&Expr> {
    match expression {
        Expr::Nested(inner) => conjuncts(inner),
        Expr::BinaryOp { left, op: BinaryOperator::And, right } => [conjuncts(left), conjuncts(right)].concat(),
        other => vec![other],
    }
}

fn truth() -> Expr {
    Expr::Value(Value::Boolean(true).into())
}

fn changes(node: &Expr, permissions: &[String]) -> Vec<(String, Expr)> {
    let mut changes = Vec::new();
    match node {
        Expr::BinaryOp { left, op: op @ (BinaryOperator::And | BinaryOperator::Or), right } => {
            changes.push((format!("without {right}"), (**left).clone()));
            changes.push((format!("without {left}"), (**right).clone()));
            let other = if *op == BinaryOperator::And { BinaryOperator::Or } else { BinaryOperator::And };
            changes.push((format!("{op} becomes {other}"), Expr::BinaryOp { left: left.clone(), op: other, right: right.clone() }));
        }
        Expr::BinaryOp { left, op, right } => {
            let turned = match op {
                BinaryOperator::Eq => BinaryOperator::NotEq,
                BinaryOperator::NotEq => BinaryOperator::Eq,
                BinaryOperator::Gt => BinaryOperator::Lt,
                BinaryOperator::Lt => BinaryOperator::Gt,
                BinaryOperator::GtEq => BinaryOperator::Lt,
                BinaryOperator::LtEq => BinaryOperator::Gt,
                _ => return changes,
            };
            changes.push((format!("{node} always holds"), truth()));
            let flipped = Expr::BinaryOp { left: left.clone(), op: turned.clone(), right: right.clone() };
            changes.push((format!("{op} becomes {turned} in {node}"), flipped));
        }
        Expr::AnyOp { .. } | Expr::InSubquery { .. } | Expr::InList { .. } | Expr::Exists { .. } => {
            changes.push((format!("{node} always holds"), truth()));
            changes.push((format!("not {node}"), Expr::UnaryOp { op: UnaryOperator::Not, expr: Box::new(Expr::Nested(Box::new(node.clone()))) }));
        }
        Expr::IsNull(inner) => changes.push((format!("{node} is turned"), Expr::IsNotNull(inner.clone()))),
        Expr::IsNotNull(inner) => changes.push((format!("{node} is turned"), Expr::IsNull(inner.clone()))),
        Expr::Value(value) => {
            if let Value::SingleQuotedString(text) = &value.value
                && permissions.contains(text)
            {
                let other = if text == "people.chart.read" { "audit.read" } else { "people.chart.read" };
                changes.push((format!("{other} instead of {text}"), Expr::Value(Value::SingleQuotedString(other.to_owned()).into())));
            }
        }
        _ => {}
    }
    changes
}

/// A copy in which the node visited `at` that place is another.
fn replaced(expression: &Expr, at: usize, changed: &Expr) -> Expr {
    let mut copy = expression.clone();
    let mut seen = 0;
    let _: ControlFlow<()> = visit_before(&mut copy, &mut |node| {
        if seen == at {
            *node = Expr::Nested(Box::new(changed.clone()));
            seen += 1;
            return ControlFlow::Break(());
        }
        seen += 1;
        ControlFlow::Continue(())
    });
    copy
}

/// Parents before their children.
fn visit_before<B>(expression: &mut Expr, visit: &mut dyn FnMut(&mut Expr) -> ControlFlow<B>) -> ControlFlow<B> {
    struct Before<'a, B>(&'a mut dyn FnMut(&mut Expr) -> ControlFlow<B>);
    impl<B> VisitorMut for Before<'_, B> {
        type Break = B;

        fn pre_visit_expr(&mut self, node: &mut Expr) -> ControlFlow<B> {
            (self.0)(node)
        }
    }
    expression.visit(&mut Before(visit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variant_is_another_expression_that_parses() {
        let text =
            "((org_id = ( SELECT c.org_id FROM app.caller c WHERE ('people.write'::text = ANY (c.permissions)))) AND (state = 'active'::text))";
        let expression = parse(text).expect("a policy clause");
        let variants = variants(&expression, &["people.write".to_owned()]);
        assert!(variants.len() >= 8, "{variants:#?}");
        for variant in &variants {
            assert!(parse(&variant.text).is_some(), "{variant:?}");
            assert_ne!(variant.text, expression.to_string());
        }
        assert!(variants.iter().any(|variant| variant.text.contains("people.chart.read")));
        assert!(variants.iter().any(|variant| !variant.text.contains("state")));
        assert!(variants.iter().any(|variant| variant.text.contains(" OR ")));
    }

    #[test]
    fn a_condition_loses_each_of_its_conjuncts() {
        let expression = parse("a = 1 and (b = 2 or c = 3) and d is null").expect("a condition");
        let texts: Vec<String> = without_each_conjunct(&expression).into_iter().map(|variant| variant.text).collect();
        assert_eq!(texts, ["(b = 2 OR c = 3) and (d IS NULL)", "(a = 1) and (d IS NULL)", "(a = 1) and (b = 2 OR c = 3)"]);
    }
}
