-- Lists that are as long as the office is old read one place for a page, not one for each row.

-- Whom an order is for, beside it: the customer's name as it is now, kept by whatever changes that.
alter table orders add column customer_name text not null default '';
update orders set customer_name = (select c.name from customer c where c.id = orders.customer);

-- What the list of customers shows, in its order.
drop index customer_by_name;
create index customer_by_name on customer (folded, id, code, name, phone, city, merged_into, erased_at);
