//! Mutants of a function's body: guards that never hold, conditions without one of their parts, calls that are left out. The
//! body is read as tokens; its conditions as trees.

use sqlparser::{
    dialect::PostgreSqlDialect,
    keywords::Keyword,
    tokenizer::{Token, Tokenizer},
};

use super::clauses::{self, Variant};

/// Every variant of a plpgsql body.
pub(super) fn variants(body: &str) -> Vec<Variant> {
    let Ok(tokens) = Tokenizer::new(&PostgreSqlDialect {}, body).with_unescape(false).tokenize() else { return Vec::new() };
    let text = |from: usize, to: usize| tokens[from..to].iter().map(ToString::to_string).collect::<String>();
    let whole = tokens.len();
    let with = |from: usize, to: usize, replacement: &str| format!("{}{replacement}{}", text(0, from), text(to, whole));
    let mut variants = Vec::new();
    for at in 0..whole {
        match keyword(&tokens[at]) {
            // `if <condition> then`, but not `end if`
            Some(Keyword::IF) if before(&tokens, at) != Some(Keyword::END) => {
                let Some(then) = ahead(&tokens, at + 1, &[Keyword::THEN]) else { continue };
                let condition = text(at + 1, then);
                variants.push(Variant { what: format!("if {} never holds", squeezed(&condition)), text: with(at + 1, then, " false ") });
                if let Some(expression) = clauses::parse(&condition) {
                    for part in parts(&expression) {
                        variants.push(Variant { what: format!("if: {}", part.what), text: with(at + 1, then, &format!(" {} ", part.text)) });
                    }
                }
            }
            Some(Keyword::WHERE) => {
                let end = end_of_condition(&tokens, at + 1);
                let condition = text(at + 1, end);
                if let Some(expression) = clauses::parse(&condition) {
                    for part in clauses::without_each_conjunct(&expression) {
                        variants.push(Variant { what: format!("where: {}", part.what), text: with(at + 1, end, &format!(" {} ", part.text.trim())) });
                    }
                }
            }
            _ if is_perform(&tokens[at]) && matches!(following(&tokens, at + 1), Some(Token::Word(word)) if word.keyword != Keyword::FROM) => {
                if let Some(end) = tokens[at..].iter().position(|token| *token == Token::SemiColon) {
                    let call = text(at, at + end);
                    variants.push(Variant { what: format!("without {}", squeezed(&call)), text: with(at, at + end, "null") });
                }
            }
            _ => {}
        }
    }
    variants
}

/// Parts of a guard's condition: what is ANDed weakens it when it goes, what is ORed narrows it.
fn parts(expression: &sqlparser::ast::Expr) -> Vec<Variant> {
    use sqlparser::ast::{BinaryOperator, Expr};
    match expression {
        Expr::Nested(inner) => parts(inner),
        Expr::BinaryOp { left, op: BinaryOperator::Or | BinaryOperator::And, right } => vec![
            Variant { what: format!("without {right}"), text: left.to_string() },
            Variant { what: format!("without {left}"), text: right.to_string() },
        ],
        _ => Vec::new(),
    }
}

fn keyword(token: &Token) -> Option<Keyword> {
    match token {
        Token::Word(word) if word.quote_style.is_none() => Some(word.keyword).filter(|keyword| *keyword != Keyword::NoKeyword),
        _ => None,
    }
}

fn is_perform(token: &Token) -> bool {
    matches!(token, Token::Word(word) if word.quote_style.is_none() && word.value.eq_ignore_ascii_case("perform"))
}

fn before(tokens: &[Token], at: usize) -> Option<Keyword> {
    tokens[..at].iter().rev().find(|token| !matches!(token, Token::Whitespace(_))).and_then(keyword)
}

fn following(tokens: &[Token], at: usize) -> Option<&Token> {
    tokens[at..].iter().find(|token| !matches!(token, Token::Whitespace(_)))
}

/// The next of these words at the same depth of parentheses.
fn ahead(tokens: &[Token], from: usize, words: &[Keyword]) -> Option<usize> {
    let mut depth = 0_i32;
    for (at, token) in tokens.iter().enumerate().skip(from) {
        match token {
            Token::LParen => depth += 1,
            Token::RParen => depth -= 1,
            Token::SemiColon => return None,
            token if depth == 0 && keyword(token).is_some_and(|keyword| words.contains(&keyword)) => return Some(at),
            _ => {}
        }
    }
    None
}

fn end_of_condition(tokens: &[Token], from: usize) -> usize {
    const ENDS: [Keyword; 12] = [
        Keyword::ORDER,
        Keyword::GROUP,
        Keyword::LIMIT,
        Keyword::FOR,
        Keyword::RETURNING,
        Keyword::UNION,
        Keyword::THEN,
        Keyword::ON,
        Keyword::OFFSET,
        Keyword::HAVING,
        Keyword::WINDOW,
        Keyword::END,
    ];
    let (mut depth, mut cases) = (0_i32, 0_i32);
    for (at, token) in tokens.iter().enumerate().skip(from) {
        match token {
            Token::LParen => depth += 1,
            Token::RParen if depth == 0 => return at,
            Token::RParen => depth -= 1,
            Token::SemiColon => return at,
            Token::Word(word) if depth == 0 && word.value.eq_ignore_ascii_case("loop") => return at,
            token if depth == 0 => match keyword(token) {
                Some(Keyword::CASE) => cases += 1,
                Some(Keyword::END) if cases > 0 => cases -= 1,
                Some(Keyword::THEN) if cases > 0 => {}
                Some(word) if ENDS.contains(&word) => return at,
                _ => {}
            },
            _ => {}
        }
    }
    tokens.len()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guards_conditions_and_calls_are_found() {
        let body = "begin\n    select c.org_id into caller from app.caller c where 'org.close' = any (c.permissions) and c.kind = 'member';\n    if caller.org_id is null or late then\n        raise exception 'it''s no';\n    end if;\n    perform audit.record(1);\n    perform from t where t.id = 1 for update;\nend";
        let variants = variants(body);
        let what: Vec<&str> = variants.iter().map(|variant| variant.what.as_str()).collect();
        for expected in [
            "if caller.org_id is null or late never holds",
            "if: without late",
            "where: without c.kind = 'member'",
            "without perform audit.record(1)",
        ] {
            assert!(what.contains(&expected), "{expected}: {what:#?}");
        }
        assert!(variants.iter().all(|variant| variant.text != body && variant.text.contains("'it''s no'")));
        assert!(variants.iter().any(|variant| variant.text.contains("where true for update")), "{what:#?}");
    }
}
