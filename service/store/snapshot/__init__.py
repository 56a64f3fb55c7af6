"""What a page keeps of what it has read, for as long as its one transaction lasts.

A page reads in one snapshot (`Database.snapshot`), which never changes, so an answer stays right:

- `once`: a function that reads asks the database once for the same thing;
- `presence`: a row brings along whether its person or record has links, drafts, evidence …, so
  that nobody asks for what is not there;
- `store/prefetch` above the other rooms: what every page needs of several tables, in one statement.

A unit of work that writes keeps nothing and asks each time. Nothing is kept beyond the snapshot.
"""
