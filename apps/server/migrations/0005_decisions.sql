-- What people decided is found by the passage that it is about: a decision stands in the log, and
-- no item has to be there for it to count.
create index fact_review on fact ((split_part(body->>'item', ':', 1))) where kind = 'review';
